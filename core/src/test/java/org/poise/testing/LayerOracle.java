package org.poise.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.poise.network.Activation;
import org.poise.network.ChebyshevKan;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;
import org.poise.network.Slopes;
import org.poise.network.Tensor;

/**
 * A network from its embeddings to its fields with 60 digits, written from the formulas of the
 * architectures and not from their graphs of layers.
 */
record LayerOracle(Network network, ParameterLayout layout, BigDecimal[] theta) {

  Taylor[] outputs(Taylor[] x) {
    return switch (network.architecture()) {
      case Mlp mlp -> {
        Activation sigma = mlp.activation();
        Taylor[] h = x;
        for (int l = 0; l < mlp.widths().size(); l++) {
          h = activated(sigma, "" + l, linear("" + l, h));
        }
        yield linear("" + mlp.widths().size(), h);
      }
      case ModifiedMlp modified -> {
        Activation sigma = modified.activation();
        Taylor[] u = activated(sigma, "u", linear("u", x));
        Taylor[] v = activated(sigma, "v", linear("v", x));
        Taylor[] h = x;
        for (int l = 0; l < modified.layers(); l++) {
          h = gated(activated(sigma, "" + l, linear("" + l, h)), u, v);
        }
        yield linear("" + modified.layers(), h);
      }
      case ResidualNetwork residual -> {
        Activation sigma = residual.activation();
        Taylor[] h = x.length == residual.width() ? x : linear("first", x);
        for (int l = 0; l < residual.blocks(); l++) {
          BigDecimal kept = BigDecimal.ONE.subtract(new BigDecimal(residual.drops().get(l)));
          BigDecimal scale = new BigDecimal(residual.scales().get(l)).multiply(kept);
          h = sum(h, scaled(activated(sigma, "" + l, linear("" + l, h)), scale));
        }
        yield linear("last", h);
      }
      case PirateNet pirate -> {
        Activation sigma = pirate.activation();
        Taylor[] u = activated(sigma, "u", linear("u", x));
        Taylor[] v = activated(sigma, "v", linear("v", x));
        Taylor[] h = x.length == pirate.width() ? x : linear("first", x);
        for (int l = 0; l < pirate.blocks(); l++) {
          Taylor[] z = gated(activated(sigma, l + ".0", linear(l + ".0", h)), u, v);
          z = gated(activated(sigma, l + ".1", linear(l + ".1", z)), u, v);
          Taylor[] g = activated(sigma, l + ".2", linear(l + ".2", z));
          BigDecimal alpha = theta[layout.tensor(network.name() + "." + l + ".alpha").offset()];
          h = sum(scaled(g, alpha), scaled(h, BigDecimal.ONE.subtract(alpha)));
        }
        yield linear("last", h);
      }
      case ChebyshevKan kan -> {
        Taylor[] h = x;
        for (int l = 0; l <= kan.widths().size(); l++) {
          h = linear("" + l, chebyshev(kan.degree(), h));
        }
        yield h;
      }
    };
  }

  /** T_0(tanh x_1), T_0(tanh x_2), …, T_1(tanh x_1), … from the powers of tanh. */
  private static Taylor[] chebyshev(int degree, Taylor[] x) {
    Taylor[] all = new Taylor[(degree + 1) * x.length];
    for (int i = 0; i < x.length; i++) {
      Taylor t = activate(Activation.TANH, x[i]);
      Taylor power = number(t, BigDecimal.ONE);
      Taylor[] powers = new Taylor[degree + 1];
      for (int k = 0; k <= degree; k++) {
        powers[k] = power;
        power = power.times(t);
      }
      for (int d = 0; d <= degree; d++) {
        // T_d(t) = (d/2) Σ_k (−1)^k (d−k−1)!/(k! (d−2k)!) (2t)^(d−2k), and T_0 = 1
        Taylor sum = number(t, d == 0 ? BigDecimal.ONE : BigDecimal.ZERO);
        for (int k = 0; d > 0 && 2 * k <= d; k++) {
          BigDecimal c =
              new BigDecimal(
                  factorial(d - k - 1)
                      .multiply(BigInteger.valueOf(d))
                      .multiply(BigInteger.TWO.pow(d - 2 * k))
                      .divide(
                          BigInteger.TWO.multiply(factorial(k)).multiply(factorial(d - 2 * k))));
          sum = sum.plus(powers[d - 2 * k].times(k % 2 == 0 ? c : c.negate()));
        }
        all[d * x.length + i] = sum;
      }
    }
    return all;
  }

  private static BigInteger factorial(int k) {
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= k; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }

  private static Taylor[] scaled(Taylor[] x, BigDecimal factor) {
    return Arrays.stream(x).map(t -> t.times(factor)).toArray(Taylor[]::new);
  }

  private static Taylor[] sum(Taylor[] x, Taylor[] y) {
    return IntStream.range(0, x.length).mapToObj(i -> x[i].plus(y[i])).toArray(Taylor[]::new);
  }

  /** f u + (1 − f) v. */
  private static Taylor[] gated(Taylor[] f, Taylor[] u, Taylor[] v) {
    Taylor[] all = new Taylor[f.length];
    for (int i = 0; i < f.length; i++) {
      Taylor rest = f[i].times(BigDecimal.ONE.negate());
      Taylor one = number(rest, BigDecimal.ONE);
      all[i] = f[i].times(u[i]).plus(one.plus(rest).times(v[i]));
    }
    return all;
  }

  private Taylor[] linear(String name, Taylor[] h) {
    Tensor weight = layout.tensor(network.name() + "." + name + ".weight");
    boolean biased = !(network.architecture() instanceof ChebyshevKan);
    BigDecimal scale = BigDecimal.ONE;
    if (network.initializer() == Initializer.NTK) {
      scale = BigDecimal.ONE.divide(BigDecimal.valueOf(weight.rows()).sqrt(Taylor.MC), Taylor.MC);
    }
    Taylor[] next = new Taylor[weight.columns()];
    for (int o = 0; o < next.length; o++) {
      BigDecimal b = biased ? theta[bias(name).offset() + o] : BigDecimal.ZERO;
      Taylor sum = number(h[0], b);
      for (int i = 0; i < h.length; i++) {
        BigDecimal w = theta[weight.offset() + i * weight.columns() + o].multiply(scale, Taylor.MC);
        if (network.factorization() != null) {
          Tensor s = layout.tensor(network.name() + "." + name + ".logscale");
          w = w.multiply(Taylor.exp(theta[s.offset() + o]), Taylor.MC);
        }
        sum = sum.plus(h[i].times(w));
      }
      next[o] = sum;
    }
    return next;
  }

  private Tensor bias(String name) {
    return layout.tensor(network.name() + "." + name + ".bias");
  }

  private Taylor[] activated(Activation activation, String name, Taylor[] z) {
    Taylor[] all = new Taylor[z.length];
    for (int i = 0; i < z.length; i++) {
      Taylor t = z[i];
      Slopes slopes = network.slopes();
      if (slopes != null) {
        Tensor tensor = layout.tensor(network.name() + "." + name + ".slope");
        BigDecimal slope = theta[tensor.offset() + (tensor.size() == 1 ? 0 : i)];
        t = t.times(slope.multiply(new BigDecimal(slopes.scale()), Taylor.MC));
      }
      all[i] = activate(activation, t);
    }
    return all;
  }

  private static Taylor activate(Activation activation, Taylor z) {
    return switch (activation) {
      case TANH ->
          logistic(z.times(BigDecimal.TWO))
              .times(BigDecimal.TWO)
              .plus(number(z, BigDecimal.ONE.negate()));
      case SIN -> z.sin();
      case GELU -> z.times(z.normal());
      case SILU -> z.times(logistic(z));
      case SOFTPLUS -> z.softplus();
      case ERF ->
          z.times(BigDecimal.TWO.sqrt(Taylor.MC))
              .normal()
              .times(BigDecimal.TWO)
              .plus(number(z, BigDecimal.ONE.negate()));
      case RELU3 -> z.value().signum() > 0 ? z.times(z).times(z) : z.times(BigDecimal.ZERO);
    };
  }

  /** A number, of the order and dimension of another polynomial. */
  private static Taylor number(Taylor like, BigDecimal value) {
    return like.compose(k -> k == 0 ? value : BigDecimal.ZERO);
  }

  private static Taylor logistic(Taylor z) {
    Taylor e = z.times(BigDecimal.ONE.negate()).exp();
    return e.plus(number(e, BigDecimal.ONE)).reciprocal();
  }
}
