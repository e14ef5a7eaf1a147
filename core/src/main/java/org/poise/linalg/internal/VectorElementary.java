package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The SIMD twins of {@link Elementary}, operation by operation. */
final class VectorElementary {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;

  private VectorElementary() {}

  static DoubleVector constant(double value) {
    return DoubleVector.broadcast(S, value);
  }

  private static DoubleVector polynomial(double[] coefficients, DoubleVector x) {
    DoubleVector q = constant(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      q = q.fma(x, constant(coefficients[i]));
    }
    return q;
  }

  static DoubleVector expm1(DoubleVector x) {
    DoubleVector shifted = x.fma(constant(Elementary.LOG2E), constant(Elementary.ROUND));
    DoubleVector power = power(shifted);
    return power.fma(reduced(x, shifted), power.sub(1));
  }

  static DoubleVector exp(DoubleVector x) {
    DoubleVector clamped = x.min(Elementary.EXP_LIMIT).max(-Elementary.EXP_LIMIT);
    DoubleVector shifted = clamped.fma(constant(Elementary.LOG2E), constant(Elementary.ROUND));
    DoubleVector power = power(shifted);
    return power.fma(reduced(clamped, shifted), power);
  }

  /** e^r − 1 for x = k ln 2 + r. */
  private static DoubleVector reduced(DoubleVector x, DoubleVector shifted) {
    DoubleVector k = shifted.sub(Elementary.ROUND);
    DoubleVector r = k.fma(constant(-Elementary.LN2_HIGH), x);
    r = k.fma(constant(-Elementary.LN2_LOW), r);
    return r.mul(r).fma(polynomial(Elementary.EXPM1, r), r);
  }

  /** 2^k, k in the low bits. */
  private static DoubleVector power(DoubleVector shifted) {
    return shifted
        .reinterpretAsLongs()
        .add(1023)
        .lanewise(VectorOperators.LSHL, 52)
        .reinterpretAsDoubles();
  }

  static DoubleVector tanh(DoubleVector x) {
    DoubleVector m = expm1(x.abs().mul(2).min(44));
    LongVector bits = m.div(m.add(2)).reinterpretAsLongs();
    return bits.or(x.reinterpretAsLongs().and(Long.MIN_VALUE)).reinterpretAsDoubles();
  }

  /** Given e = exp(−|x|). */
  static DoubleVector logistic(DoubleVector x, DoubleVector e) {
    return e.blend(1, x.compare(VectorOperators.GE, 0)).div(e.add(1));
  }

  /** Given e = exp(−|x|). */
  static DoubleVector softplus(DoubleVector x, DoubleVector e) {
    DoubleVector s = e.div(e.add(2));
    return s.fma(polynomial(Elementary.ATANH2, s.mul(s)), x.max(0));
  }

  static DoubleVector normalDensity(DoubleVector x) {
    return exp(x.mul(-0.5).mul(x)).mul(Elementary.SQRT_HALF_OVER_PI);
  }

  static DoubleVector normal(DoubleVector x, DoubleVector density) {
    DoubleVector erfcx = erfcx(x.abs().mul(Elementary.SQRT_HALF));
    DoubleVector tail = density.mul(0.5 / Elementary.SQRT_HALF_OVER_PI).mul(erfcx);
    return tail.blend(constant(1).sub(tail), x.compare(VectorOperators.GE, 0));
  }

  private static DoubleVector erfcx(DoubleVector y) {
    DoubleVector t = y.sub(3.75).div(y.add(3.75));
    return polynomial(Elementary.ERFCX, t).div(y.fma(constant(2), constant(1)));
  }

  /** Given e^(−x²). */
  static DoubleVector erf(DoubleVector x, DoubleVector gauss) {
    DoubleVector a = x.abs();
    DoubleVector near = x.mul(polynomial(Elementary.ERF, x.mul(x)));
    DoubleVector far = constant(1).sub(gauss.mul(erfcx(a.min(Elementary.ERF_LIMIT))));
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    DoubleVector signed = far.abs().reinterpretAsLongs().or(sign).reinterpretAsDoubles();
    return signed.blend(near, a.compare(VectorOperators.LT, 1));
  }

  /** sin and cos of one vector of {@code w}. */
  static void sinCos(double[] w, int x, int sin, int cos) {
    DoubleVector value = DoubleVector.fromArray(S, w, x);
    if (!value.abs().compare(VectorOperators.LE, Elementary.SIN_LIMIT).allTrue()) {
      for (int i = 0; i < S.length(); i++) {
        Elementary.sinCos(w, x + i, sin + i, cos + i);
      }
      return;
    }
    DoubleVector shifted = value.fma(constant(Elementary.TWO_OVER_PI), constant(Elementary.ROUND));
    DoubleVector k = shifted.sub(Elementary.ROUND);
    DoubleVector r = k.fma(constant(-Elementary.PIO2_HIGH), value);
    r = k.fma(constant(-Elementary.PIO2_MIDDLE), r);
    r = k.fma(constant(-Elementary.PIO2_LOW), r);
    DoubleVector square = r.mul(r);
    LongVector s = r.mul(square).fma(polynomial(Elementary.SIN, square), r).reinterpretAsLongs();
    DoubleVector start = square.fma(constant(-0.5), constant(1));
    LongVector c =
        square.mul(square).fma(polynomial(Elementary.COS, square), start).reinterpretAsLongs();
    LongVector quadrant = shifted.reinterpretAsLongs();
    LongVector difference = s.lanewise(VectorOperators.XOR, c).and(quadrant.and(1).neg());
    put(s.lanewise(VectorOperators.XOR, difference), quadrant, w, sin);
    put(c.lanewise(VectorOperators.XOR, difference), quadrant.add(1), w, cos);
  }

  private static void put(LongVector value, LongVector quadrant, double[] w, int at) {
    LongVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 62);
    value.lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles().intoArray(w, at);
  }
}
