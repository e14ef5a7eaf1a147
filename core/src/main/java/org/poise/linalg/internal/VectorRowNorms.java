package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD twin of {@link ScalarRowNorms}: the dot products of a block of channels run side by
 * side, so that a vector that is loaded serves up to three of them.
 */
final class VectorRowNorms {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;

  /** Room for the lanes of the nine dot products of a block. */
  private static final int LANES = 36;

  private VectorRowNorms() {}

  static void add(
      int points,
      int channels,
      double scale,
      double[] a,
      int[] aOff,
      int lda,
      int n,
      double[] d,
      int[] dOff,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    double[] lanes = Scratch.atLeast(2 * LANES);
    for (int p = 0; p < points; p++) {
      for (int first = 0; first < channels; first += 3) {
        for (int from = first; from < channels; from += 3) {
          int count = Math.min(3, channels - from);
          block(first, from, count, n, a, aOff, p * lda, lanes, 0);
          block(first, from, count, m, d, dOff, p * ldd, lanes, LANES);
          double sum =
              first == from
                  ? triangle(first, count, n, a, aOff, p * lda, m, d, dOff, p * ldd, lanes)
                  : cross(first, from, count, n, a, aOff, p * lda, m, d, dOff, p * ldd, lanes);
          out[outOff + p] = Math.fma(scale, sum, out[outOff + p]);
        }
      }
    }
  }

  /** The lanes of all dot products of a block. */
  private static void block(
      int first,
      int from,
      int count,
      int n,
      double[] w,
      int[] off,
      int shift,
      double[] lanes,
      int at) {
    int x0 = off[first] + shift;
    if (first == from) {
      if (count == 1) {
        triangle1(n, w, x0, lanes, at);
      } else if (count == 2) {
        triangle2(n, w, x0, off[first + 1] + shift, lanes, at);
      } else {
        triangle3(n, w, x0, off[first + 1] + shift, off[first + 2] + shift, lanes, at);
      }
      return;
    }
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
    int y0 = off[from] + shift;
    if (count == 1) {
      cross1(n, w, x0, x1, x2, y0, lanes, at);
    } else if (count == 2) {
      cross2(n, w, x0, x1, x2, y0, off[from + 1] + shift, lanes, at);
    } else {
      cross3(n, w, x0, x1, x2, y0, off[from + 1] + shift, off[from + 2] + shift, lanes, at);
    }
  }

  private static double triangle(
      int first,
      int count,
      int n,
      double[] a,
      int[] aOff,
      int aShift,
      int m,
      double[] d,
      int[] dOff,
      int dShift,
      double[] lanes) {
    DoubleVector total = DoubleVector.zero(S);
    double rest = 0;
    int at = 0;
    for (int beta = first; beta < first + count; beta++) {
      for (int alpha = first; alpha <= beta; alpha++) {
        double gram = gram(n, a, aOff[alpha] + aShift, aOff[beta] + aShift, lanes, at);
        double g = alpha == beta ? gram : 2 * gram;
        total =
            DoubleVector.broadcast(S, g).fma(DoubleVector.fromArray(S, lanes, LANES + at), total);
        rest = Math.fma(g, tail(m, d, dOff[alpha] + dShift, dOff[beta] + dShift), rest);
        at += 4;
      }
    }
    return fold(total) + rest;
  }

  private static double cross(
      int first,
      int from,
      int count,
      int n,
      double[] a,
      int[] aOff,
      int aShift,
      int m,
      double[] d,
      int[] dOff,
      int dShift,
      double[] lanes) {
    DoubleVector total = DoubleVector.zero(S);
    double rest = 0;
    int at = 0;
    for (int beta = from; beta < from + count; beta++) {
      for (int alpha = first; alpha < first + 3; alpha++) {
        double g = 2 * gram(n, a, aOff[alpha] + aShift, aOff[beta] + aShift, lanes, at);
        total =
            DoubleVector.broadcast(S, g).fma(DoubleVector.fromArray(S, lanes, LANES + at), total);
        rest = Math.fma(g, tail(m, d, dOff[alpha] + dShift, dOff[beta] + dShift), rest);
        at += 4;
      }
    }
    return fold(total) + rest;
  }

  private static double fold(DoubleVector sum) {
    return (sum.lane(0) + sum.lane(2)) + (sum.lane(1) + sum.lane(3));
  }

  private static double gram(int n, double[] a, int x, int y, double[] lanes, int at) {
    double sum = (lanes[at] + lanes[at + 2]) + (lanes[at + 1] + lanes[at + 3]);
    for (int i = n & ~3; i < n; i++) {
      sum = Math.fma(a[x + i], a[y + i], sum);
    }
    return sum;
  }

  private static double tail(int m, double[] d, int x, int y) {
    double sum = 0;
    for (int i = m & ~3; i < m; i++) {
      sum = Math.fma(d[x + i], d[y + i], sum);
    }
    return sum;
  }

  /** ‖Σ_α d_α‖² at one point. */
  static double squaredNormOfSum(int channels, double[] d, int[] dOff, int shift, int m) {
    DoubleVector total = DoubleVector.zero(S);
    int i = 0;
    for (; i <= m - 4; i += 4) {
      DoubleVector sum = DoubleVector.fromArray(S, d, dOff[0] + shift + i);
      for (int alpha = 1; alpha < channels; alpha++) {
        sum = sum.add(DoubleVector.fromArray(S, d, dOff[alpha] + shift + i));
      }
      total = sum.fma(sum, total);
    }
    double tail = 0;
    for (; i < m; i++) {
      double sum = d[dOff[0] + shift + i];
      for (int alpha = 1; alpha < channels; alpha++) {
        sum += d[dOff[alpha] + shift + i];
      }
      tail = Math.fma(sum, sum, tail);
    }
    return fold(total) + tail;
  }

  private static void triangle3(int n, double[] w, int x0, int x1, int x2, double[] out, int at) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = DoubleVector.zero(S);
    DoubleVector s2 = DoubleVector.zero(S);
    DoubleVector s3 = DoubleVector.zero(S);
    DoubleVector s4 = DoubleVector.zero(S);
    DoubleVector s5 = DoubleVector.zero(S);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = DoubleVector.fromArray(S, w, x0 + i);
      DoubleVector u1 = DoubleVector.fromArray(S, w, x1 + i);
      DoubleVector u2 = DoubleVector.fromArray(S, w, x2 + i);
      s0 = u0.fma(u0, s0);
      s1 = u0.fma(u1, s1);
      s2 = u1.fma(u1, s2);
      s3 = u0.fma(u2, s3);
      s4 = u1.fma(u2, s4);
      s5 = u2.fma(u2, s5);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + 4);
    s2.intoArray(out, at + 8);
    s3.intoArray(out, at + 12);
    s4.intoArray(out, at + 16);
    s5.intoArray(out, at + 20);
  }

  private static void triangle2(int n, double[] w, int x0, int x1, double[] out, int at) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = DoubleVector.zero(S);
    DoubleVector s2 = DoubleVector.zero(S);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = DoubleVector.fromArray(S, w, x0 + i);
      DoubleVector u1 = DoubleVector.fromArray(S, w, x1 + i);
      s0 = u0.fma(u0, s0);
      s1 = u0.fma(u1, s1);
      s2 = u1.fma(u1, s2);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + 4);
    s2.intoArray(out, at + 8);
  }

  private static void triangle1(int n, double[] w, int x0, double[] out, int at) {
    DoubleVector s0 = DoubleVector.zero(S);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = DoubleVector.fromArray(S, w, x0 + i);
      s0 = u0.fma(u0, s0);
    }
    s0.intoArray(out, at);
  }

  private static void cross3(
      int n, double[] w, int x0, int x1, int x2, int y0, int y1, int y2, double[] out, int at) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = DoubleVector.zero(S);
    DoubleVector s2 = DoubleVector.zero(S);
    DoubleVector s3 = DoubleVector.zero(S);
    DoubleVector s4 = DoubleVector.zero(S);
    DoubleVector s5 = DoubleVector.zero(S);
    DoubleVector s6 = DoubleVector.zero(S);
    DoubleVector s7 = DoubleVector.zero(S);
    DoubleVector s8 = DoubleVector.zero(S);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = DoubleVector.fromArray(S, w, x0 + i);
      DoubleVector u1 = DoubleVector.fromArray(S, w, x1 + i);
      DoubleVector u2 = DoubleVector.fromArray(S, w, x2 + i);
      DoubleVector v0 = DoubleVector.fromArray(S, w, y0 + i);
      DoubleVector v1 = DoubleVector.fromArray(S, w, y1 + i);
      DoubleVector v2 = DoubleVector.fromArray(S, w, y2 + i);
      s0 = u0.fma(v0, s0);
      s1 = u1.fma(v0, s1);
      s2 = u2.fma(v0, s2);
      s3 = u0.fma(v1, s3);
      s4 = u1.fma(v1, s4);
      s5 = u2.fma(v1, s5);
      s6 = u0.fma(v2, s6);
      s7 = u1.fma(v2, s7);
      s8 = u2.fma(v2, s8);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + 4);
    s2.intoArray(out, at + 8);
    s3.intoArray(out, at + 12);
    s4.intoArray(out, at + 16);
    s5.intoArray(out, at + 20);
    s6.intoArray(out, at + 24);
    s7.intoArray(out, at + 28);
    s8.intoArray(out, at + 32);
  }

  private static void cross2(
      int n, double[] w, int x0, int x1, int x2, int y0, int y1, double[] out, int at) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = DoubleVector.zero(S);
    DoubleVector s2 = DoubleVector.zero(S);
    DoubleVector s3 = DoubleVector.zero(S);
    DoubleVector s4 = DoubleVector.zero(S);
    DoubleVector s5 = DoubleVector.zero(S);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = DoubleVector.fromArray(S, w, x0 + i);
      DoubleVector u1 = DoubleVector.fromArray(S, w, x1 + i);
      DoubleVector u2 = DoubleVector.fromArray(S, w, x2 + i);
      DoubleVector v0 = DoubleVector.fromArray(S, w, y0 + i);
      DoubleVector v1 = DoubleVector.fromArray(S, w, y1 + i);
      s0 = u0.fma(v0, s0);
      s1 = u1.fma(v0, s1);
      s2 = u2.fma(v0, s2);
      s3 = u0.fma(v1, s3);
      s4 = u1.fma(v1, s4);
      s5 = u2.fma(v1, s5);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + 4);
    s2.intoArray(out, at + 8);
    s3.intoArray(out, at + 12);
    s4.intoArray(out, at + 16);
    s5.intoArray(out, at + 20);
  }

  private static void cross1(
      int n, double[] w, int x0, int x1, int x2, int y0, double[] out, int at) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = DoubleVector.zero(S);
    DoubleVector s2 = DoubleVector.zero(S);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = DoubleVector.fromArray(S, w, x0 + i);
      DoubleVector u1 = DoubleVector.fromArray(S, w, x1 + i);
      DoubleVector u2 = DoubleVector.fromArray(S, w, x2 + i);
      DoubleVector v0 = DoubleVector.fromArray(S, w, y0 + i);
      s0 = u0.fma(v0, s0);
      s1 = u1.fma(v0, s1);
      s2 = u2.fma(v0, s2);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + 4);
    s2.intoArray(out, at + 8);
  }
}
