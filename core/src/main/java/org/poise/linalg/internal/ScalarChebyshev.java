package org.poise.linalg.internal;

/**
 * Chebyshev polynomials of a hyperbolic tangent, P(z) = T_n(tanh z), and their derivatives up to
 * the fifth, value by value: the specification of the SIMD ones.
 *
 * <p>With t = tanh z, s = t' = 1 − t², m = n² and U the polynomials of the second kind, P' = n s
 * U_{n−1}(t), and Chebyshev's differential equation becomes P'' + t P' + m s P = 0. Its derivatives
 * give the others; all their terms have a factor s, so they fade as z grows, as they should. T and
 * U come from their three-term recurrences, which are stable for |t| ≤ 1.
 */
final class ScalarChebyshev {
  private ScalarChebyshev() {}

  static void chebyshev(int degree, int order, int n, double[] w, int t, int d, int ds) {
    double m = (double) degree * degree;
    for (int i = 0; i < n; i++) {
      double x = w[t + i];
      double twice = 2 * x;
      double before = 1;
      double p0 = x;
      double uBefore = 0;
      double u = 1;
      for (int k = 1; k < degree; k++) {
        double next = Math.fma(twice, p0, -before);
        before = p0;
        p0 = next;
        double uNext = Math.fma(twice, u, -uBefore);
        uBefore = u;
        u = uNext;
      }
      w[d + i] = p0;
      if (order == 0) {
        continue;
      }
      double s = Math.fma(-x, x, 1);
      double p1 = degree * s * u;
      w[d + ds + i] = p1;
      if (order == 1) {
        continue;
      }
      double p2 = -Math.fma(x, p1, m * s * p0);
      w[d + 2 * ds + i] = p2;
      if (order == 2) {
        continue;
      }
      double s1 = -2 * x * s;
      double p3 = -Math.fma(x, p2, Math.fma((m + 1) * s, p1, m * s1 * p0));
      w[d + 3 * ds + i] = p3;
      if (order == 3) {
        continue;
      }
      double s2 = s * Math.fma(-6, s, 4);
      double rest4 = Math.fma((2 * m + 1) * s1, p1, m * s2 * p0);
      double p4 = -Math.fma(x, p3, Math.fma((m + 2) * s, p2, rest4));
      w[d + 4 * ds + i] = p4;
      if (order == 4) {
        continue;
      }
      double s3 = x * s * Math.fma(24, s, -8);
      double rest5 = Math.fma((3 * m + 1) * s2, p1, m * s3 * p0);
      rest5 = Math.fma((3 * m + 3) * s1, p2, rest5);
      w[d + 5 * ds + i] = -Math.fma(x, p4, Math.fma((m + 3) * s, p3, rest5));
    }
  }
}
