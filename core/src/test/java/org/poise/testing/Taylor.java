package org.poise.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.poise.jet.MultiIndex;

/**
 * Truncated multivariate Taylor polynomials with 60 decimal digits: derivatives of compositions by
 * the arithmetic of polynomials, with nothing of Faà di Bruno in it. The oracle for jets and, by
 * differences, for parameter gradients.
 */
public final class Taylor {
  public static final MathContext MC = new MathContext(60);

  private static final BigDecimal SMALL = new BigDecimal("1e-70");

  public static final BigDecimal HALF_PI =
      new BigDecimal(
          "1.57079632679489661923132169163975144209858469968755291048747229615390820314310449931402");

  private final int dimension;
  private final int order;
  private final TreeMap<MultiIndex, BigDecimal> terms = new TreeMap<>();

  private Taylor(int dimension, int order) {
    this.dimension = dimension;
    this.order = order;
  }

  public static Taylor constant(int dimension, int order, BigDecimal value) {
    Taylor t = new Taylor(dimension, order);
    t.terms.put(MultiIndex.zero(dimension), value);
    return t;
  }

  /** The coordinate x_i near a value. */
  public static Taylor coordinate(int dimension, int order, int i, BigDecimal value) {
    Taylor t = constant(dimension, order, value);
    if (order > 0) {
      t.terms.put(MultiIndex.unit(dimension, i), BigDecimal.ONE);
    }
    return t;
  }

  /** The partial derivative ∂^α at the point. */
  public BigDecimal derivative(MultiIndex alpha) {
    BigDecimal value = terms.getOrDefault(alpha, BigDecimal.ZERO);
    for (int i = 0; i < alpha.dimension(); i++) {
      for (int k = 2; k <= alpha.get(i); k++) {
        value = value.multiply(BigDecimal.valueOf(k));
      }
    }
    return value;
  }

  public BigDecimal value() {
    return terms.getOrDefault(MultiIndex.zero(dimension), BigDecimal.ZERO);
  }

  public Taylor plus(Taylor other) {
    Taylor sum = new Taylor(dimension, order);
    sum.terms.putAll(terms);
    other.terms.forEach((alpha, v) -> sum.terms.merge(alpha, v, (a, b) -> a.add(b, MC)));
    return sum;
  }

  public Taylor times(BigDecimal factor) {
    Taylor product = new Taylor(dimension, order);
    terms.forEach((alpha, v) -> product.terms.put(alpha, v.multiply(factor, MC)));
    return product;
  }

  public Taylor times(Taylor other) {
    Taylor product = new Taylor(dimension, order);
    terms.forEach((alpha, v) ->
        other.terms.forEach((beta, w) -> {
          if (alpha.order() + beta.order() <= order) {
            product.terms.merge(alpha.plus(beta), v.multiply(w, MC), (a, b) -> a.add(b, MC));
          }
        }));
    return product;
  }

  /** Σ_k c_k (this − value)^k, with c_k the Taylor coefficients of a function at this value. */
  public Taylor compose(IntFunction<BigDecimal> coefficients) {
    Taylor rest = plus(constant(dimension, order, value().negate()));
    Taylor sum = constant(dimension, order, coefficients.apply(0));
    Taylor power = constant(dimension, order, BigDecimal.ONE);
    for (int k = 1; k <= order; k++) {
      power = power.times(rest);
      sum = sum.plus(power.times(coefficients.apply(k)));
    }
    return sum;
  }

  public Taylor reciprocal() {
    BigDecimal inverse = BigDecimal.ONE.divide(value(), MC);
    return compose(k -> (k % 2 == 0 ? inverse : inverse.negate()).multiply(inverse.pow(k, MC), MC));
  }

  public Taylor exp() {
    BigDecimal e = exp(value());
    return compose(k -> e.divide(factorial(k), MC));
  }

  public Taylor sin() {
    BigDecimal s = sin(value());
    BigDecimal c = sin(value().add(HALF_PI, MC));
    return compose(k -> {
      BigDecimal d = k % 2 == 0 ? s : c;
      return (k % 4 < 2 ? d : d.negate()).divide(factorial(k), MC);
    });
  }

  public Taylor cos() {
    return plus(constant(dimension, order, HALF_PI)).sin();
  }

  /** log(1 + e^z), whose derivative is the logistic function. */
  public Taylor softplus() {
    Taylor slope = along(value(), order).times(BigDecimal.ONE.negate()).exp();
    Taylor logistic = slope.plus(constant(1, order, BigDecimal.ONE)).reciprocal();
    return integrate(logistic, log(BigDecimal.ONE.add(exp(value()), MC)));
  }

  /** The standard normal distribution function. */
  public Taylor normal() {
    Taylor s = along(value(), order);
    Taylor density =
        s.times(s)
            .times(new BigDecimal("-0.5"))
            .exp()
            .times(BigDecimal.ONE.divide(HALF_PI.multiply(BigDecimal.valueOf(4)).sqrt(MC), MC));
    return integrate(density, normal(value()));
  }

  private static Taylor along(BigDecimal value, int order) {
    return coordinate(1, order, 0, value);
  }

  private Taylor integrate(Taylor derivative, BigDecimal value) {
    return compose(k ->
        k == 0
            ? value
            : derivative
                .terms
                .getOrDefault(MultiIndex.of(k - 1), BigDecimal.ZERO)
                .divide(BigDecimal.valueOf(k), MC));
  }

  private static BigDecimal factorial(int k) {
    BigDecimal f = BigDecimal.ONE;
    for (int i = 2; i <= k; i++) {
      f = f.multiply(BigDecimal.valueOf(i));
    }
    return f;
  }

  static BigDecimal exp(BigDecimal x) {
    BigDecimal small = x.divide(BigDecimal.valueOf(1024), MC);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 60; k++) {
      term = term.multiply(small, MC).divide(BigDecimal.valueOf(k), MC);
      sum = sum.add(term, MC);
    }
    return sum.pow(1024, MC);
  }

  static BigDecimal sin(BigDecimal x) {
    BigDecimal square = x.multiply(x, MC).negate();
    BigDecimal sum = x;
    BigDecimal term = x;
    for (int k = 1; k < 120; k++) {
      term = term.multiply(square, MC).divide(BigDecimal.valueOf(2L * k * (2L * k + 1)), MC);
      sum = sum.add(term, MC);
    }
    return sum;
  }

  /** Newton's method on the exponential. */
  static BigDecimal log(BigDecimal x) {
    BigDecimal y = BigDecimal.valueOf(StrictMath.log(x.doubleValue()));
    for (int i = 0; i < 4; i++) {
      BigDecimal e = exp(y);
      y = y.add(BigDecimal.TWO.multiply(x.subtract(e, MC), MC).divide(x.add(e, MC), MC), MC);
    }
    return y;
  }

  /** ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …). */
  static BigDecimal normal(BigDecimal x) {
    BigDecimal square = x.multiply(x, MC);
    BigDecimal sum = x;
    BigDecimal term = x;
    for (int k = 1; k < 300 || term.abs().compareTo(SMALL.multiply(sum.abs())) > 0; k++) {
      term = term.multiply(square, MC).divide(BigDecimal.valueOf(2L * k + 1), MC);
      sum = sum.add(term, MC);
    }
    BigDecimal density =
        exp(square.divide(BigDecimal.valueOf(-2), MC))
            .divide(HALF_PI.multiply(BigDecimal.valueOf(4)).sqrt(MC), MC);
    return new BigDecimal("0.5").add(density.multiply(sum, MC), MC);
  }
}
