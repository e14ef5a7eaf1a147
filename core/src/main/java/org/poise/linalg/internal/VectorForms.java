package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;

/**
 * The SIMD twin of {@link ScalarRowNorms#add} for so few channels that their dot products stay in
 * registers, on whole groups of four entries. Registers have names and no indices, so each number
 * of channels is written out; and the points are inside, so that the compiler sees both loops.
 */
final class VectorForms {
  /**
   * Most channels, here and in {@link VectorGrams}; five were slower than by way of {@link
   * VectorDots}, see decision 91.
   */
  static final int LARGEST = 4;

  private VectorForms() {}

  static void add(
      int points,
      int channels,
      double scale,
      double[] g,
      int gOff,
      int ldg,
      double[] d,
      int[] off,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    switch (channels) {
      case 1 -> form1(points, scale, g, gOff, ldg, d, off, ldd, m, out, outOff);
      case 2 -> form2(points, scale, g, gOff, ldg, d, off, ldd, m, out, outOff);
      case 3 -> form3(points, scale, g, gOff, ldg, d, off, ldd, m, out, outOff);
      default -> form4(points, scale, g, gOff, ldg, d, off, ldd, m, out, outOff);
    }
  }

  /** total + g s. */
  static DoubleVector plus(DoubleVector total, double[] g, int at, DoubleVector s) {
    return FourLanes.fma(DoubleVector.broadcast(FourLanes.SPECIES, g[at]), s, total);
  }

  private static void form1(
      int points,
      double scale,
      double[] g,
      int gOff,
      int ldg,
      double[] d,
      int[] off,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ldd;
      DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
      for (int i = 0; i <= m - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(d, x0 + i);
        s0 = FourLanes.fma(u0, u0, s0);
      }
      int from = gOff + p * ldg;
      DoubleVector total = plus(DoubleVector.zero(FourLanes.SPECIES), g, from, s0);
      out[outOff + p] = Math.fma(scale, FourLanes.fold(total), out[outOff + p]);
    }
  }

  private static void form2(
      int points,
      double scale,
      double[] g,
      int gOff,
      int ldg,
      double[] d,
      int[] off,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ldd;
      int x1 = off[1] + p * ldd;
      DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s1 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s2 = DoubleVector.zero(FourLanes.SPECIES);
      for (int i = 0; i <= m - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(d, x0 + i);
        DoubleVector u1 = FourLanes.load(d, x1 + i);
        s0 = FourLanes.fma(u0, u0, s0);
        s1 = FourLanes.fma(u0, u1, s1);
        s2 = FourLanes.fma(u1, u1, s2);
      }
      int from = gOff + p * ldg;
      DoubleVector total = plus(DoubleVector.zero(FourLanes.SPECIES), g, from, s0);
      total = plus(total, g, from + 1, s1);
      total = plus(total, g, from + 2, s2);
      out[outOff + p] = Math.fma(scale, FourLanes.fold(total), out[outOff + p]);
    }
  }

  private static void form3(
      int points,
      double scale,
      double[] g,
      int gOff,
      int ldg,
      double[] d,
      int[] off,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ldd;
      int x1 = off[1] + p * ldd;
      int x2 = off[2] + p * ldd;
      DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s1 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s2 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s3 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s4 = DoubleVector.zero(FourLanes.SPECIES);
      DoubleVector s5 = DoubleVector.zero(FourLanes.SPECIES);
      for (int i = 0; i <= m - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(d, x0 + i);
        DoubleVector u1 = FourLanes.load(d, x1 + i);
        DoubleVector u2 = FourLanes.load(d, x2 + i);
        s0 = FourLanes.fma(u0, u0, s0);
        s1 = FourLanes.fma(u0, u1, s1);
        s2 = FourLanes.fma(u1, u1, s2);
        s3 = FourLanes.fma(u0, u2, s3);
        s4 = FourLanes.fma(u1, u2, s4);
        s5 = FourLanes.fma(u2, u2, s5);
      }
      int from = gOff + p * ldg;
      DoubleVector total = plus(DoubleVector.zero(FourLanes.SPECIES), g, from, s0);
      total = plus(total, g, from + 1, s1);
      total = plus(total, g, from + 2, s2);
      total = plus(total, g, from + 3, s3);
      total = plus(total, g, from + 4, s4);
      total = plus(total, g, from + 5, s5);
      out[outOff + p] = Math.fma(scale, FourLanes.fold(total), out[outOff + p]);
    }
  }

  private static void form4(
      int points,
      double scale,
      double[] g,
      int gOff,
      int ldg,
      double[] d,
      int[] off,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    for (int p = 0; p < points; p++) {
      int x0 = off[0] + p * ldd;
      int x1 = off[1] + p * ldd;
      int x2 = off[2] + p * ldd;
      int x3 = off[3] + p * ldd;
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
      for (int i = 0; i <= m - 4; i += 4) {
        DoubleVector u0 = FourLanes.load(d, x0 + i);
        DoubleVector u1 = FourLanes.load(d, x1 + i);
        DoubleVector u2 = FourLanes.load(d, x2 + i);
        DoubleVector u3 = FourLanes.load(d, x3 + i);
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
      int from = gOff + p * ldg;
      DoubleVector total = plus(DoubleVector.zero(FourLanes.SPECIES), g, from, s0);
      total = plus(total, g, from + 1, s1);
      total = plus(total, g, from + 2, s2);
      total = plus(total, g, from + 3, s3);
      total = plus(total, g, from + 4, s4);
      total = plus(total, g, from + 5, s5);
      total = plus(total, g, from + 6, s6);
      total = plus(total, g, from + 7, s7);
      total = plus(total, g, from + 8, s8);
      total = plus(total, g, from + 9, s9);
      out[outOff + p] = Math.fma(scale, FourLanes.fold(total), out[outOff + p]);
    }
  }
}
