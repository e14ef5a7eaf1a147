package org.poise.linalg.internal;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** The SIMD twin of {@link ScalarRowNorms}. */
final class VectorRowNorms {
  /** Points whose lanes are summed together, so that the loop over them is long. */
  private static final int BLOCK = 8;

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
    if (channels <= VectorForms.LARGEST) {
      VectorGrams.set(points, channels, a, aOff, lda, n, grams, gramsOff);
    } else {
      many(points, channels, a, aOff, lda, n, grams, gramsOff);
    }
    int pairs = Ops.pairs(channels);
    for (int p = 0; (n & 3) != 0 && p < points; p++) {
      addRest(channels, a, aOff, p * lda, n, grams, gramsOff + p * pairs);
    }
  }

  private static void many(
      int points,
      int channels,
      double[] a,
      int[] aOff,
      int lda,
      int n,
      double[] grams,
      int gramsOff) {
    int pairs = Ops.pairs(channels);
    double[] lanes = Scratch.atLeast(5 * BLOCK * pairs);
    int factors = 4 * BLOCK * pairs;
    factors(channels, lanes, factors);
    for (int first = 0; first < points; first += BLOCK) {
      int count = Math.min(BLOCK, points - first);
      int to = gramsOff + first * pairs;
      for (int p = 0; p < count; p++) {
        VectorDots.ofPairs(channels, n, a, aOff, (first + p) * lda, lanes, 4 * p * pairs);
      }
      for (int i = 0; i < count * pairs; i++) {
        int at = 4 * i;
        grams[to + i] =
            lanes[factors + i] * ((lanes[at] + lanes[at + 2]) + (lanes[at + 1] + lanes[at + 3]));
      }
    }
  }

  /** 1 for a channel with itself, 2 for two different ones, for each point of a block. */
  private static void factors(int channels, double[] w, int at) {
    int pairs = Ops.pairs(channels);
    Arrays.fill(w, at, at + BLOCK * pairs, 2);
    for (int p = 0; p < BLOCK; p++) {
      for (int channel = 0; channel < channels; channel++) {
        w[at + p * pairs + Ops.pair(channel, channel)] = 1;
      }
    }
  }

  /** Adds what the last entries, beyond whole groups of four, give. */
  private static void addRest(
      int channels, double[] a, int[] aOff, int shift, int n, double[] grams, int gramsOff) {
    int to = gramsOff;
    for (int beta = 0; beta < channels; beta++) {
      for (int alpha = 0; alpha <= beta; alpha++) {
        double factor = alpha == beta ? 1 : 2;
        double gram = grams[to];
        for (int i = shift + (n & ~3); i < shift + n; i++) {
          gram = Math.fma(factor * a[aOff[alpha] + i], a[aOff[beta] + i], gram);
        }
        grams[to++] = gram;
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
    if (channels <= VectorForms.LARGEST) {
      VectorForms.add(points, channels, scale, grams, gramsOff, ldg, d, dOff, ldd, m, out, outOff);
    } else {
      addMany(points, channels, scale, grams, gramsOff, ldg, d, dOff, ldd, m, out, outOff);
    }
    for (int p = 0; (m & 3) != 0 && p < points; p++) {
      double rest = ScalarRowNorms.rest(channels, grams, gramsOff + p * ldg, d, dOff, p * ldd, m);
      out[outOff + p] = Math.fma(scale, rest, out[outOff + p]);
    }
  }

  private static void addMany(
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
      VectorDots.ofPairs(channels, m, d, dOff, p * ldd, lanes, 0);
      int from = gramsOff + p * ldg;
      DoubleVector total = DoubleVector.zero(FourLanes.SPECIES);
      for (int pair = 0; pair < pairs; pair++) {
        total = VectorForms.plus(total, grams, from + pair, FourLanes.load(lanes, 4 * pair));
      }
      out[outOff + p] = Math.fma(scale, FourLanes.fold(total), out[outOff + p]);
    }
  }
}
