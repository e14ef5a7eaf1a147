package org.poise.linalg.internal;

import static org.poise.linalg.internal.MicroKernels.L;
import static org.poise.linalg.internal.MicroKernels.S;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The SIMD twins of {@link ScalarActivations}; each returns how many values it did, a multiple of
 * the lanes.
 */
final class VectorActivations {
  private VectorActivations() {}

  static int tanh(int n, double[] w, int z, int a0) {
    int i = 0;
    for (; i <= n - L; i += L) {
      DoubleVector x = DoubleVector.fromArray(S, w, z + i);
      DoubleVector m = expm1(x.abs().mul(2).min(44));
      DoubleVector t = m.div(m.add(2));
      // copySign by bits
      t.reinterpretAsLongs()
          .or(x.reinterpretAsLongs().and(Long.MIN_VALUE))
          .reinterpretAsDoubles()
          .intoArray(w, a0 + i);
    }
    return i;
  }

  private static DoubleVector expm1(DoubleVector x) {
    DoubleVector shift = DoubleVector.broadcast(S, Elementary.ROUND);
    DoubleVector shifted = x.fma(DoubleVector.broadcast(S, Elementary.LOG2E), shift);
    DoubleVector k = shifted.sub(shift);
    DoubleVector r = k.fma(DoubleVector.broadcast(S, -Elementary.LN2_HIGH), x);
    r = k.fma(DoubleVector.broadcast(S, -Elementary.LN2_LOW), r);
    DoubleVector q = DoubleVector.broadcast(S, Elementary.EXPM1[0]);
    for (int i = 1; i < Elementary.EXPM1.length; i++) {
      q = q.fma(r, DoubleVector.broadcast(S, Elementary.EXPM1[i]));
    }
    DoubleVector p = r.mul(r).fma(q, r);
    DoubleVector power =
        shifted
            .reinterpretAsLongs()
            .add(1023)
            .lanewise(VectorOperators.LSHL, 52)
            .reinterpretAsDoubles();
    return power.fma(p, power.sub(1));
  }

  static int tanhDerivatives(int order, int n, double[] w, int a0, int d, int ds) {
    int i = 0;
    for (; i <= n - L; i += L) {
      DoubleVector t = DoubleVector.fromArray(S, w, a0 + i);
      DoubleVector s = t.neg().fma(t, DoubleVector.broadcast(S, 1));
      DoubleVector ts = t.mul(s);
      s.intoArray(w, d + i);
      if (order > 1) {
        ts.mul(-2).intoArray(w, d + ds + i);
      }
      if (order > 2) {
        s.mul(s.fma(DoubleVector.broadcast(S, -6), DoubleVector.broadcast(S, 4)))
            .intoArray(w, d + 2 * ds + i);
      }
      if (order > 3) {
        ts.mul(s.fma(DoubleVector.broadcast(S, 24), DoubleVector.broadcast(S, -8)))
            .intoArray(w, d + 3 * ds + i);
      }
      if (order > 4) {
        DoubleVector inner = s.fma(DoubleVector.broadcast(S, 120), DoubleVector.broadcast(S, -120));
        s.mul(s.fma(inner, DoubleVector.broadcast(S, 16))).intoArray(w, d + 4 * ds + i);
      }
    }
    return i;
  }
}
