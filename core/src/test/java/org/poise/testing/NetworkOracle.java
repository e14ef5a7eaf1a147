package org.poise.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
import org.poise.network.PeriodicEmbedding;

/** A network's outputs and their derivatives with 60 digits, by {@link Taylor} arithmetic. */
public final class NetworkOracle {
  private NetworkOracle() {}

  /**
   * The outputs near a point.
   *
   * @param theta all parameters [p]
   * @param x coordinates of the point
   */
  public static Taylor[] outputs(
      Network network, ParameterLayout layout, BigDecimal[] theta, double[] x, int order) {
    int d = x.length;
    Taylor[] h = coordinates(network, x, order);
    for (Embedding embedding : network.embeddings()) {
      if (embedding instanceof FourierFeatures fourier) {
        h = fourier(fourier, network, layout, theta, h);
      }
    }
    return new LayerOracle(network, layout, theta).outputs(h);
  }

  private static Taylor[] coordinates(Network network, double[] x, int order) {
    int d = x.length;
    List<Taylor> inputs = new ArrayList<>();
    for (int i = 0; i < d; i++) {
      Taylor coordinate = Taylor.coordinate(d, order, i, new BigDecimal(x[i]));
      Double period = period(network, i);
      if (period == null) {
        BigDecimal shift = new BigDecimal(-network.normalization().mean()[i]);
        BigDecimal deviation = new BigDecimal(network.normalization().deviation()[i]);
        inputs.add(
            coordinate
                .plus(Taylor.constant(d, order, shift))
                .times(BigDecimal.ONE.divide(deviation, Taylor.MC)));
      } else {
        BigDecimal twoPi = Taylor.HALF_PI.multiply(BigDecimal.valueOf(4));
        Taylor angle = coordinate.times(twoPi.divide(new BigDecimal(period), Taylor.MC));
        inputs.add(angle.cos());
        inputs.add(angle.sin());
      }
    }
    return inputs.toArray(Taylor[]::new);
  }

  private static @Nullable Double period(Network network, int coordinate) {
    for (Embedding embedding : network.embeddings()) {
      if (embedding instanceof PeriodicEmbedding periodic) {
        return periodic.periods().get(coordinate);
      }
    }
    return null;
  }

  private static Taylor[] fourier(
      FourierFeatures fourier,
      Network network,
      ParameterLayout layout,
      BigDecimal[] theta,
      Taylor[] x) {
    int m = fourier.features();
    BigDecimal[] frequencies;
    if (fourier.trainable()) {
      int from = layout.tensor(network.name() + ".embedding.frequencies").offset();
      frequencies = Arrays.copyOfRange(theta, from, from + x.length * m);
    } else {
      frequencies =
          Arrays.stream(fourier.frequencies(network.name(), x.length))
              .mapToObj(BigDecimal::new)
              .toArray(BigDecimal[]::new);
    }
    Taylor[] features = new Taylor[2 * m];
    for (int k = 0; k < m; k++) {
      Taylor z = x[0].times(frequencies[k]);
      for (int i = 1; i < x.length; i++) {
        z = z.plus(x[i].times(frequencies[i * m + k]));
      }
      features[k] = z.cos();
      features[m + k] = z.sin();
    }
    return features;
  }
}
