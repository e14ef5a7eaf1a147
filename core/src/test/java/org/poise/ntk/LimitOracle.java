package org.poise.ntk;

import java.math.BigDecimal;
import org.poise.formula.Expr;
import org.poise.formula.LinearOperator;
import org.poise.jet.MultiIndex;
import org.poise.network.Activation;
import org.poise.testing.Taylor;

/**
 * The infinite-width kernel of erf and sin with 60 digits: the closed forms in the arithmetic of
 * polynomials in both points, with inputs as they are.
 */
final class LimitOracle {
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal PI = Taylor.HALF_PI.multiply(TWO);

  private LimitOracle() {}

  /** T_x S_y Θ(x, y). */
  static double entry(
      Activation activation,
      int layers,
      LinearOperator t,
      double[] x,
      LinearOperator s,
      double[] y) {
    int d = x.length;
    int order = t.order() + s.order();
    Taylor[] first = new Taylor[d];
    Taylor[] second = new Taylor[d];
    for (int i = 0; i < d; i++) {
      first[i] = Taylor.coordinate(2 * d, order, i, new BigDecimal(x[i]));
      second[i] = Taylor.coordinate(2 * d, order, d + i, new BigDecimal(y[i]));
    }
    Taylor theta = tangent(activation, layers, first, second);
    double sum = 0;
    for (var a : t.coefficients().entrySet()) {
      for (var b : s.coefficients().entrySet()) {
        int[] orders = new int[2 * d];
        for (int i = 0; i < d; i++) {
          orders[i] = a.getKey().alpha().get(i);
          orders[d + i] = b.getKey().alpha().get(i);
        }
        sum +=
            number(a.getValue())
                * number(b.getValue())
                * theta.derivative(MultiIndex.of(orders)).doubleValue();
      }
    }
    return sum;
  }

  private static double number(Expr coefficient) {
    return ((Expr.Constant) coefficient).value();
  }

  private static Taylor tangent(Activation activation, int layers, Taylor[] x, Taylor[] y) {
    Taylor q = covariance(x, x);
    Taylor s = covariance(x, y);
    Taylor r = covariance(y, y);
    Taylor theta = s;
    for (int l = 0; l < layers; l++) {
      theta = theta.times(slope(activation, q, s, r));
      Taylor next = plusOne(value(activation, q, s, r));
      q = plusOne(value(activation, q, q, q));
      r = plusOne(value(activation, r, r, r));
      s = next;
      theta = theta.plus(s);
    }
    return theta;
  }

  private static Taylor covariance(Taylor[] x, Taylor[] y) {
    Taylor sum = x[0].times(y[0]);
    for (int i = 1; i < x.length; i++) {
      sum = sum.plus(x[i].times(y[i]));
    }
    return plusOne(sum.times(BigDecimal.ONE.divide(BigDecimal.valueOf(x.length), Taylor.MC)));
  }

  private static Taylor plusOne(Taylor f) {
    return f.plus(f.compose(k -> k == 0 ? BigDecimal.ONE : BigDecimal.ZERO));
  }

  private static Taylor value(Activation activation, Taylor q, Taylor s, Taylor r) {
    if (activation == Activation.SIN) {
      Taylor minus = s.times(BigDecimal.ONE.negate()).exp();
      Taylor sinh = s.exp().plus(minus.times(BigDecimal.ONE.negate()));
      return decay(q, r).times(sinh).times(new BigDecimal("0.5"));
    }
    Taylor z = s.times(TWO).times(inverseRoot(spread(q).times(spread(r))));
    return asin(z).times(TWO.divide(PI, Taylor.MC));
  }

  private static Taylor slope(Activation activation, Taylor q, Taylor s, Taylor r) {
    if (activation == Activation.SIN) {
      Taylor decay = decay(q, r);
      Taylor cosh = s.exp().plus(s.times(BigDecimal.ONE.negate()).exp());
      return decay.times(cosh).times(new BigDecimal("0.5"));
    }
    Taylor d = spread(q).times(spread(r)).plus(s.times(s).times(BigDecimal.valueOf(-4)));
    return inverseRoot(d).times(BigDecimal.valueOf(4).divide(PI, Taylor.MC));
  }

  private static Taylor decay(Taylor q, Taylor r) {
    return q.plus(r).times(new BigDecimal("-0.5")).exp();
  }

  private static Taylor spread(Taylor q) {
    return plusOne(q.times(TWO));
  }

  /** z^(−½), by the binomial series. */
  private static Taylor inverseRoot(Taylor z) {
    BigDecimal root = BigDecimal.ONE.divide(z.value().sqrt(Taylor.MC), Taylor.MC);
    return z.compose(k -> {
      BigDecimal c = root;
      for (int i = 0; i < k; i++) {
        c =
            c.multiply(BigDecimal.valueOf(-0.5 - i), Taylor.MC)
                .divide(BigDecimal.valueOf(i + 1L).multiply(z.value(), Taylor.MC), Taylor.MC);
      }
      return c;
    });
  }

  /** From its slope (1 − z²)^(−½) and its value, by Newton's method on the sine. */
  private static Taylor asin(Taylor z) {
    int order = 12;
    Taylor v = Taylor.coordinate(1, order, 0, z.value());
    Taylor slope = inverseRoot(plusOne(v.times(v).times(BigDecimal.ONE.negate())));
    BigDecimal value = BigDecimal.valueOf(StrictMath.asin(z.value().doubleValue()));
    for (int i = 0; i < 3; i++) {
      Taylor angle = Taylor.constant(1, 0, value);
      BigDecimal error = angle.sin().value().subtract(z.value(), Taylor.MC);
      value = value.subtract(error.divide(angle.cos().value(), Taylor.MC), Taylor.MC);
    }
    BigDecimal start = value;
    return z.compose(k -> {
      if (k == 0) {
        return start;
      }
      BigDecimal c = slope.derivative(MultiIndex.of(k - 1));
      for (int i = 2; i <= k; i++) {
        c = c.divide(BigDecimal.valueOf(i), Taylor.MC);
      }
      return c;
    });
  }
}
