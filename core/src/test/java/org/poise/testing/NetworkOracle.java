package org.poise.testing;

import java.math.BigDecimal;
import java.util.List;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
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
    Taylor[] h = new Taylor[d];
    for (int i = 0; i < d; i++) {
      BigDecimal shift = new BigDecimal(-network.normalization().mean()[i]);
      BigDecimal scale =
          BigDecimal.ONE.divide(new BigDecimal(network.normalization().deviation()[i]), Taylor.MC);
      h[i] =
          Taylor.coordinate(d, order, i, new BigDecimal(x[i]))
              .plus(Taylor.constant(d, order, shift))
              .times(scale);
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

  private static Taylor activate(Activation activation, Taylor z) {
    return switch (activation) {
      case TANH -> logistic(z.times(BigDecimal.TWO)).times(BigDecimal.TWO).plus(minusOne(z));
      case SIN -> z.sin();
      case GELU -> z.times(z.normal());
      case SILU -> z.times(logistic(z));
      case SOFTPLUS -> z.softplus();
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
