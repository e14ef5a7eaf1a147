package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The SIMD twin of {@link ScalarRowNorms}. */
final class VectorRowNorms {
  private static final VectorSpecies<Double> S = FourLanes.SPECIES;
  private static final VectorShuffle<Double> HALVES = VectorShuffle.fromValues(S, 2, 3, 0, 1);
  private static final VectorMask<Double> UPPER = VectorMask.fromLong(S, 0b1100);
  private static final VectorShuffle<Double> NEIGHBOURS = VectorShuffle.fromValues(S, 1, 0, 3, 2);
  private static final VectorMask<Double> ODD = VectorMask.fromLong(S, 0b1010);

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
    int pairs = Ops.pairs(channels);
    int factors = 4 * (pairs + 3);
    double[] scratch = Scratch.atLeast(factors + pairs + 3);
    for (int pair = 0; pair < pairs; pair++) {
      scratch[factors + pair] = 2;
    }
    for (int channel = 0; channel < channels; channel++) {
      scratch[factors + Ops.pair(channel, channel)] = 1;
    }
    for (int p = 0; p < points; p++) {
      VectorDots.ofPairs(channels, n, a, aOff, p * lda, scratch);
      int to = gramsOff + p * pairs;
      for (int pair = 0; pair < pairs; pair += 4) {
        DoubleVector sums =
            FourLanes.multiply(folded(scratch, 4 * pair), FourLanes.load(scratch, factors + pair));
        if (pair + 4 <= pairs) {
          sums.intoArray(grams, to + pair);
        } else {
          sums.intoArray(scratch, 0);
          System.arraycopy(scratch, 0, grams, to + pair, pairs - pair);
        }
      }
      if ((n & 3) != 0) {
        addRest(channels, a, aOff, p * lda, n, grams, to);
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

  /** The sums of the lanes of four dot products that follow each other. */
  private static DoubleVector folded(double[] lanes, int at) {
    DoubleVector s0 = FourLanes.load(lanes, at);
    DoubleVector s1 = FourLanes.load(lanes, at + 4);
    DoubleVector s2 = FourLanes.load(lanes, at + 8);
    DoubleVector s3 = FourLanes.load(lanes, at + 12);
    return folded(folded(s0, s2, HALVES, UPPER), folded(s1, s3, HALVES, UPPER), NEIGHBOURS, ODD);
  }

  /** Sums of the lanes that a shuffle exchanges: of x where the mask is not set, else of y. */
  private static DoubleVector folded(
      DoubleVector x, DoubleVector y, VectorShuffle<Double> exchange, VectorMask<Double> mask) {
    return FourLanes.add(
        x.blend(y.rearrange(exchange), mask), x.rearrange(exchange).blend(y, mask));
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
      VectorDots.ofPairs(channels, m, d, dOff, p * ldd, lanes);
      int from = gramsOff + p * ldg;
      DoubleVector total = DoubleVector.zero(S);
      for (int pair = 0; pair < pairs; pair++) {
        total = VectorForms.plus(total, grams, from + pair, FourLanes.load(lanes, 4 * pair));
      }
      out[outOff + p] = Math.fma(scale, FourLanes.fold(total), out[outOff + p]);
    }
  }
}
