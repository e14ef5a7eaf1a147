package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The SIMD twin of {@link ScalarRowNorms}. */
final class VectorRowNorms {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;

  private VectorRowNorms() {}

  static void grams(
      int points,
      int channels,
      double[] a,
      int[] aOff,
      int lda,
      int n,
      double[] grams,
      int gramsOff) {
    double[] lanes = Scratch.atLeast(4 * Ops.pairs(channels));
    int to = gramsOff;
    for (int p = 0; p < points; p++) {
      VectorDots.ofPairs(channels, n, a, aOff, p * lda, lanes);
      int at = 0;
      for (int beta = 0; beta < channels; beta++) {
        for (int alpha = 0; alpha <= beta; alpha++) {
          double gram = (lanes[at] + lanes[at + 2]) + (lanes[at + 1] + lanes[at + 3]);
          for (int i = n & ~3; i < n; i++) {
            gram = Math.fma(a[aOff[alpha] + p * lda + i], a[aOff[beta] + p * lda + i], gram);
          }
          grams[to] = alpha == beta ? gram : 2 * gram;
          at += 4;
          to++;
        }
      }
    }
  }

  static void add(
      int points,
      int channels,
      double scale,
      double[] grams,
      int gramsOff,
      int ldg,
      double[] d,
      int[] dOff,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    int pairs = Ops.pairs(channels);
    double[] lanes = Scratch.atLeast(4 * pairs);
    for (int p = 0; p < points; p++) {
      VectorDots.ofPairs(channels, m, d, dOff, p * ldd, lanes);
      int from = gramsOff + p * ldg;
      DoubleVector total = DoubleVector.zero(S);
      for (int pair = 0; pair < pairs; pair++) {
        total =
            DoubleVector.broadcast(S, grams[from + pair])
                .fma(DoubleVector.fromArray(S, lanes, 4 * pair), total);
      }
      double sum = fold(total);
      if ((m & 3) != 0) {
        sum += ScalarRowNorms.rest(channels, grams, from, d, dOff, p * ldd, m);
      }
      out[outOff + p] = Math.fma(scale, sum, out[outOff + p]);
    }
  }

  private static double fold(DoubleVector sum) {
    return (sum.lane(0) + sum.lane(2)) + (sum.lane(1) + sum.lane(3));
  }
}
