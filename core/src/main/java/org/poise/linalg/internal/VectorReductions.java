package org.poise.linalg.internal;

import static org.poise.linalg.internal.MicroKernels.L;
import static org.poise.linalg.internal.MicroKernels.S;

import jdk.incubator.vector.DoubleVector;

/** Dot products with eight logical lanes: two vectors of four, or one of eight. */
final class VectorReductions {
  private VectorReductions() {}

  static double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    DoubleVector low = DoubleVector.zero(S);
    DoubleVector high = DoubleVector.zero(S);
    int i = 0;
    for (; i <= n - 8; i += 8) {
      low = DoubleVector.fromArray(S, x, xOff + i).fma(DoubleVector.fromArray(S, y, yOff + i), low);
      if (L == 4) {
        high =
            DoubleVector.fromArray(S, x, xOff + i + 4)
                .fma(DoubleVector.fromArray(S, y, yOff + i + 4), high);
      }
    }
    return fold(low, high) + ScalarOps.tail(i, n, x, xOff, y, yOff);
  }

  /** The fold of {@link Ops#fold}. */
  private static double fold(DoubleVector low, DoubleVector high) {
    if (L == 4) {
      DoubleVector sum = low.add(high);
      return (sum.lane(0) + sum.lane(2)) + (sum.lane(1) + sum.lane(3));
    }
    return Ops.fold(
        low.lane(0),
        low.lane(1),
        low.lane(2),
        low.lane(3),
        low.lane(4),
        low.lane(5),
        low.lane(6),
        low.lane(7));
  }

  /** Σ_{α,β} ⟨d_α, d_β⟩⟨a_α, a_β⟩ at a point, each pair once. */
  static double rowNorm(
      int p,
      int channels,
      double[] a,
      int[] aOff,
      int lda,
      int n,
      double[] d,
      int[] dOff,
      int ldd,
      int m) {
    double norm = 0;
    for (int i = 0; i < channels; i++) {
      int ai = aOff[i] + p * lda;
      int di = dOff[i] + p * ldd;
      norm = Math.fma(dot(n, a, ai, a, ai), dot(m, d, di, d, di), norm);
      double pairs = 0;
      for (int j = 0; j < i; j++) {
        pairs =
            Math.fma(
                dot(n, a, ai, a, aOff[j] + p * lda), dot(m, d, di, d, dOff[j] + p * ldd), pairs);
      }
      norm = Math.fma(2, pairs, norm);
    }
    return norm;
  }
}
