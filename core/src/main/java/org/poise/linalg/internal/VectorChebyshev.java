package org.poise.linalg.internal;

import static org.poise.linalg.internal.VectorElementary.constant;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The SIMD twin of {@link ScalarChebyshev}; does whole vectors only. */
final class VectorChebyshev {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();

  private VectorChebyshev() {}

  static void chebyshev(int degree, int order, int n, double[] w, int t, int d, int ds) {
    double m = (double) degree * degree;
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = DoubleVector.fromArray(S, w, t + i);
      DoubleVector twice = x.mul(2);
      DoubleVector before = constant(1);
      DoubleVector p0 = x;
      DoubleVector uBefore = constant(0);
      DoubleVector u = constant(1);
      for (int k = 1; k < degree; k++) {
        DoubleVector next = twice.fma(p0, before.neg());
        before = p0;
        p0 = next;
        DoubleVector uNext = twice.fma(u, uBefore.neg());
        uBefore = u;
        u = uNext;
      }
      p0.intoArray(w, d + i);
      if (order == 0) {
        continue;
      }
      DoubleVector s = x.neg().fma(x, constant(1));
      DoubleVector p1 = s.mul(degree).mul(u);
      p1.intoArray(w, d + ds + i);
      if (order == 1) {
        continue;
      }
      DoubleVector p2 = x.fma(p1, s.mul(m).mul(p0)).neg();
      p2.intoArray(w, d + 2 * ds + i);
      if (order == 2) {
        continue;
      }
      DoubleVector s1 = x.mul(-2).mul(s);
      DoubleVector rest3 = s.mul(m + 1).fma(p1, s1.mul(m).mul(p0));
      DoubleVector p3 = x.fma(p2, rest3).neg();
      p3.intoArray(w, d + 3 * ds + i);
      if (order == 3) {
        continue;
      }
      DoubleVector s2 = s.mul(s.fma(constant(-6), constant(4)));
      DoubleVector rest4 = s1.mul(2 * m + 1).fma(p1, s2.mul(m).mul(p0));
      DoubleVector p4 = x.fma(p3, s.mul(m + 2).fma(p2, rest4)).neg();
      p4.intoArray(w, d + 4 * ds + i);
      if (order == 4) {
        continue;
      }
      DoubleVector s3 = x.mul(s).mul(s.fma(constant(24), constant(-8)));
      DoubleVector rest5 = s2.mul(3 * m + 1).fma(p1, s3.mul(m).mul(p0));
      rest5 = s1.mul(3 * m + 3).fma(p2, rest5);
      x.fma(p4, s.mul(m + 3).fma(p3, rest5)).neg().intoArray(w, d + 5 * ds + i);
    }
  }
}
