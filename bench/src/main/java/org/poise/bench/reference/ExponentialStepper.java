package org.poise.bench.reference;

import org.hipparchus.complex.Complex;

/**
 * One step of the fourth-order exponential Runge-Kutta method ETDRK4 for v' = L v + N(v), L
 * diagonal and complex.
 *
 * <p>Scheme of Cox and Matthews, coefficients as means over a circle of radius one around hL
 * (Kassam and Trefethen, SIAM J. Sci. Comput. 26, 2005, doi:10.1137/S1064827502410633, section 2),
 * which avoids the cancellation of the closed forms near hL = 0.
 */
final class ExponentialStepper {
  private static final int CIRCLE_POINTS = 64;

  /**
   * N(v), written into {@code out}; neither array is kept. Shapes [2 × modes]: real and imaginary
   * parts.
   */
  @FunctionalInterface
  interface Nonlinearity {
    void apply(double[][] v, double[][] out);
  }

  private final Nonlinearity nonlinearity;
  private final double[][] full;
  private final double[][] half;
  private final double[][] quadrature;
  private final double[][] first;
  private final double[][] middle;
  private final double[][] last;
  private final double[][] nv;
  private final double[][] na;
  private final double[][] nb;
  private final double[][] nc;
  private final double[][] a;
  private final double[][] b;

  ExponentialStepper(Complex[] linear, double step, Nonlinearity nonlinearity) {
    int n = linear.length;
    this.nonlinearity = nonlinearity;
    full = new double[2][n];
    half = new double[2][n];
    quadrature = new double[2][n];
    first = new double[2][n];
    middle = new double[2][n];
    last = new double[2][n];
    nv = new double[2][n];
    na = new double[2][n];
    nb = new double[2][n];
    nc = new double[2][n];
    a = new double[2][n];
    b = new double[2][n];
    for (int k = 0; k < n; k++) {
      Complex hl = linear[k].multiply(step);
      put(full, k, hl.exp());
      put(half, k, hl.divide(2).exp());
      coefficients(k, hl, step);
    }
  }

  private void coefficients(int k, Complex hl, double step) {
    Complex q = Complex.ZERO;
    Complex f1 = Complex.ZERO;
    Complex f2 = Complex.ZERO;
    Complex f3 = Complex.ZERO;
    for (int j = 0; j < CIRCLE_POINTS; j++) {
      double angle = 2 * Math.PI * (j + 0.5) / CIRCLE_POINTS;
      Complex z = hl.add(new Complex(StrictMath.cos(angle), StrictMath.sin(angle)));
      Complex e = z.exp();
      Complex cube = z.multiply(z).multiply(z);
      q = q.add(z.divide(2).exp().subtract(1).divide(z));
      f1 =
          f1.add(e.multiply(z.multiply(z.subtract(3)).add(4)).subtract(z).subtract(4).divide(cube));
      f2 = f2.add(e.multiply(z.subtract(2)).add(z).add(2).divide(cube));
      f3 =
          f3.add(
              e.multiply(z.negate().add(4))
                  .subtract(z.multiply(z.add(3)))
                  .subtract(4)
                  .divide(cube));
    }
    double mean = step / CIRCLE_POINTS;
    put(quadrature, k, q.multiply(mean));
    put(first, k, f1.multiply(mean));
    put(middle, k, f2.multiply(2 * mean));
    put(last, k, f3.multiply(mean));
  }

  private static void put(double[][] target, int k, Complex value) {
    target[0][k] = value.getRealPart();
    target[1][k] = value.getImaginaryPart();
  }

  /** Advances v by one step in place. */
  void step(double[][] v) {
    int n = v[0].length;
    nonlinearity.apply(v, nv);
    stage(half, v, quadrature, nv, a);
    nonlinearity.apply(a, na);
    stage(half, v, quadrature, na, b);
    nonlinearity.apply(b, nb);
    for (int part = 0; part < 2; part++) {
      for (int k = 0; k < n; k++) {
        nc[part][k] = 2 * nb[part][k] - nv[part][k];
      }
    }
    stage(half, a, quadrature, nc, b);
    nonlinearity.apply(b, nc);
    for (int part = 0; part < 2; part++) {
      for (int k = 0; k < n; k++) {
        na[part][k] += nb[part][k];
      }
    }
    stage(full, v, first, nv, a);
    accumulate(middle, na, a);
    accumulate(last, nc, a);
    System.arraycopy(a[0], 0, v[0], 0, n);
    System.arraycopy(a[1], 0, v[1], 0, n);
  }

  /** out = e ∘ v + q ∘ f, all complex. */
  private static void stage(
      double[][] e, double[][] v, double[][] q, double[][] f, double[][] out) {
    for (int k = 0; k < out[0].length; k++) {
      double re = e[0][k] * v[0][k] - e[1][k] * v[1][k];
      double im = e[0][k] * v[1][k] + e[1][k] * v[0][k];
      out[0][k] = re + q[0][k] * f[0][k] - q[1][k] * f[1][k];
      out[1][k] = im + q[0][k] * f[1][k] + q[1][k] * f[0][k];
    }
  }

  /** out += q ∘ f, complex. */
  private static void accumulate(double[][] q, double[][] f, double[][] out) {
    for (int k = 0; k < out[0].length; k++) {
      out[0][k] += q[0][k] * f[0][k] - q[1][k] * f[1][k];
      out[1][k] += q[0][k] * f[1][k] + q[1][k] * f[0][k];
    }
  }
}
