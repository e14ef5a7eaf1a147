package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * The SIMD twin of {@link ScalarRowNorms#grams} for so few channels that the dot products and their
 * lanes stay in registers, on whole groups of four entries.
 */
final class VectorGrams {
  private static final VectorMask<Double> HIGH = VectorMask.fromLong(FourLanes.SPECIES, 0b1100);
  private static final VectorMask<Double> ODD = VectorMask.fromLong(FourLanes.SPECIES, 0b1010);
  private static final VectorShuffle<Double> HALVES =
      VectorShuffle.fromValues(FourLanes.SPECIES, 2, 3, 0, 1);
  private static final VectorShuffle<Double> NEIGHBOURS =
      VectorShuffle.fromValues(FourLanes.SPECIES, 1, 0, 3, 2);
  private static final DoubleVector ONE_TWO_ONE_TWO = factors(1, 2, 1, 2);
  private static final DoubleVector TWO_ONE_TWO_TWO = factors(2, 1, 2, 2);

  private VectorGrams() {}

  private static DoubleVector factors(double... f) {
    return DoubleVector.fromArray(FourLanes.SPECIES, f, 0);
  }

  private static DoubleVector plus(DoubleVector a, DoubleVector b) {
    return a.lanewise(VectorOperators.ADD, b);
  }

  private static DoubleVector times(DoubleVector a, DoubleVector b) {
    return a.lanewise(VectorOperators.MUL, b);
  }

  /** a.0 + a.2, a.1 + a.3, b.0 + b.2, b.1 + b.3. */
  private static DoubleVector halves(DoubleVector a, DoubleVector b) {
    return plus(a.blend(b, HIGH), b.blend(a, HIGH).rearrange(HALVES));
  }

  /** The sums of the lanes of four vectors. */
  private static DoubleVector fold(DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d) {
    DoubleVector ac = halves(a, c);
    DoubleVector bd = halves(b, d);
    return plus(ac.blend(bd, ODD), bd.blend(ac, ODD).rearrange(NEIGHBOURS));
  }

  /** Sets the dot products of all pairs of channels, twice those of two different ones. */
  static void set(
      int points,
      int channels,
      double[] w,
      int[] off,
      int ld,
      int n,
      double[] grams,
      int gramsOff) {
    switch (channels) {
      case 1 -> grams1(points, w, off, ld, n, grams, gramsOff);
      case 2 -> grams2(points, w, off, ld, n, grams, gramsOff);
      case 3 -> grams3(points, w, off, ld, n, grams, gramsOff);
      default -> grams4(points, w, off, ld, n, grams, gramsOff);
    }
  }

  private static void grams1(
      int points, double[] w, int[] off, int ld, int n, double[] grams, int gramsOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ld;
      DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
      for (int i = 0; i <= n - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(w, x0 + i);
        s0 = FourLanes.fma(u0, u0, s0);
      }
      grams[gramsOff + p] = FourLanes.fold(s0);
    }
  }

  private static void grams2(
      int points, double[] w, int[] off, int ld, int n, double[] grams, int gramsOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ld;
      int x1 = off[1] + p * ld;
      DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s1 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s2 = DoubleVector.zero(FourLanes.SPECIES);
      for (int i = 0; i <= n - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(w, x0 + i);
        DoubleVector u1 = FourLanes.load(w, x1 + i);
        s0 = FourLanes.fma(u0, u0, s0);
        s1 = FourLanes.fma(u0, u1, s1);
        s2 = FourLanes.fma(u1, u1, s2);
      }
      int to = gramsOff + p * 3;
      grams[to] = FourLanes.fold(s0);
      grams[to + 1] = 2 * FourLanes.fold(s1);
      grams[to + 2] = FourLanes.fold(s2);
    }
  }

  private static void grams3(
      int points, double[] w, int[] off, int ld, int n, double[] grams, int gramsOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ld;
      int x1 = off[1] + p * ld;
      int x2 = off[2] + p * ld;
      DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s1 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s2 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s3 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s4 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s5 = DoubleVector.zero(FourLanes.SPECIES);
      for (int i = 0; i <= n - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(w, x0 + i);
        DoubleVector u1 = FourLanes.load(w, x1 + i);
        DoubleVector u2 = FourLanes.load(w, x2 + i);
        s0 = FourLanes.fma(u0, u0, s0);
        s1 = FourLanes.fma(u0, u1, s1);
        s2 = FourLanes.fma(u1, u1, s2);
        s3 = FourLanes.fma(u0, u2, s3);
        s4 = FourLanes.fma(u1, u2, s4);
        s5 = FourLanes.fma(u2, u2, s5);
      }
      int to = gramsOff + p * 6;
      times(fold(s0, s1, s2, s3), ONE_TWO_ONE_TWO).intoArray(grams, to);
      grams[to + 4] = 2 * FourLanes.fold(s4);
      grams[to + 5] = FourLanes.fold(s5);
    }
  }

  private static void grams4(
      int points, double[] w, int[] off, int ld, int n, double[] grams, int gramsOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ld;
      int x1 = off[1] + p * ld;
      int x2 = off[2] + p * ld;
      int x3 = off[3] + p * ld;
      DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s1 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s2 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s3 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s4 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s5 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s6 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s7 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s8 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s9 = DoubleVector.zero(FourLanes.SPECIES);
      for (int i = 0; i <= n - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(w, x0 + i);
        DoubleVector u1 = FourLanes.load(w, x1 + i);
        DoubleVector u2 = FourLanes.load(w, x2 + i);
        DoubleVector u3 = FourLanes.load(w, x3 + i);
        s0 = FourLanes.fma(u0, u0, s0);
        s1 = FourLanes.fma(u0, u1, s1);
        s2 = FourLanes.fma(u1, u1, s2);
        s3 = FourLanes.fma(u0, u2, s3);
        s4 = FourLanes.fma(u1, u2, s4);
        s5 = FourLanes.fma(u2, u2, s5);
        s6 = FourLanes.fma(u0, u3, s6);
        s7 = FourLanes.fma(u1, u3, s7);
        s8 = FourLanes.fma(u2, u3, s8);
        s9 = FourLanes.fma(u3, u3, s9);
      }
      int to = gramsOff + p * 10;
      times(fold(s0, s1, s2, s3), ONE_TWO_ONE_TWO).intoArray(grams, to);
      times(fold(s4, s5, s6, s7), TWO_ONE_TWO_TWO).intoArray(grams, to + 4);
      grams[to + 8] = 2 * FourLanes.fold(s8);
      grams[to + 9] = FourLanes.fold(s9);
    }
  }
}
