package org.poise.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.network.Activation;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
import org.poise.network.PeriodicEmbedding;
import org.poise.network.Tensor;

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
        h = fourier(fourier, network.name(), h);
      }
    }
    Activation activation = ((Mlp) network.architecture()).activation();
    List<Integer> widths = ParameterLayout.layerWidths(network, d);
    for (int l = 0; l + 1 < widths.size(); l++) {
      Tensor weight = layout.tensor(network.name() + "." + l + ".weight");
      Tensor bias = layout.tensor(network.name() + "." + l + ".bias");
      BigDecimal scale = BigDecimal.ONE;
      if (network.initializer() == Initializer.NTK) {
        scale = BigDecimal.ONE.divide(BigDecimal.valueOf(weight.rows()).sqrt(Taylor.MC), Taylor.MC);
      }
      Taylor[] next = new Taylor[weight.columns()];
      for (int o = 0; o < next.length; o++) {
        Taylor sum = Taylor.constant(d, order, theta[bias.offset() + o]);
        for (int i = 0; i < h.length; i++) {
          BigDecimal w =
              theta[weight.offset() + i * weight.columns() + o].multiply(scale, Taylor.MC);
          sum = sum.plus(h[i].times(w));
        }
        next[o] = l + 2 < widths.size() ? activate(activation, sum) : sum;
      }
      h = next;
    }
    return h;
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

  private static Taylor[] fourier(FourierFeatures fourier, String network, Taylor[] x) {
    int m = fourier.features();
    double[] frequencies = fourier.frequencies(network, x.length);
    Taylor[] features = new Taylor[2 * m];
    for (int k = 0; k < m; k++) {
      Taylor z = x[0].times(new BigDecimal(frequencies[k]));
      for (int i = 1; i < x.length; i++) {
        z = z.plus(x[i].times(new BigDecimal(frequencies[i * m + k])));
      }
      features[k] = z.cos();
      features[m + k] = z.sin();
    }
    return features;
  }

  private static Taylor activate(Activation activation, Taylor z) {
    return switch (activation) {
      case TANH -> logistic(z.times(BigDecimal.TWO)).times(BigDecimal.TWO).plus(minusOne(z));
      case SIN -> z.sin();
      case GELU -> z.times(z.normal());
      case SILU -> z.times(logistic(z));
      case SOFTPLUS -> z.softplus();
      case ERF ->
          z.times(BigDecimal.TWO.sqrt(Taylor.MC)).normal().times(BigDecimal.TWO).plus(minusOne(z));
      case RELU3 -> z.value().signum() > 0 ? z.times(z).times(z) : z.times(BigDecimal.ZERO);
    };
  }

  private static Taylor minusOne(Taylor like) {
    return like.compose(k -> k == 0 ? BigDecimal.ONE.negate() : BigDecimal.ZERO);
  }

  private static Taylor logistic(Taylor z) {
    Taylor e = z.times(BigDecimal.ONE.negate()).exp();
    return e.plus(e.compose(k -> k == 0 ? BigDecimal.ONE : BigDecimal.ZERO)).reciprocal();
  }
}
