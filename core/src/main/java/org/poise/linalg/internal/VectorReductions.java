package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Dot products with eight logical lanes: two vectors of four, or one of eight. */
final class VectorReductions {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();

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
}
