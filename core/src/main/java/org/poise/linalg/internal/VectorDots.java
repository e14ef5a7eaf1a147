package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;

/**
 * Dot products of all pairs of five channels or more at one point, in blocks that run side by side,
 * so that a vector that is loaded serves several of them. A block is a chunk of channels with
 * itself, or with a later chunk. The file is long because registers have names and no indices: each
 * size of a block is written out.
 */
final class VectorDots {
  /**
   * Channels in the largest chunk; its dot products stay in registers, of which AVX-512 has 32 and
   * AVX2 16.
   */
  private static final int LARGEST = Lanes.SPECIES.length() == 8 ? 5 : 4;

  private VectorDots() {}

  /**
   * The four lanes of every dot product of two channels, whose place from {@code to} on is {@link
   * #at}.
   */
  static void ofPairs(
      int channels, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    for (int first = 0; first < channels; ) {
      int rows = chunk(channels - first);
      triangle(rows, first, n, w, off, shift, lanes, to);
      for (int from = first + rows; from < channels; ) {
        int columns = chunk(channels - from);
        cross(columns, first, from, n, w, off, shift, lanes, to);
        from += columns;
      }
      first += rows;
    }
  }

  /** Chunks have three channels, except the last, which has what is left. */
  private static int chunk(int left) {
    return left <= LARGEST ? left : 3;
  }

  /** Where the lanes of the dot product of the channels alpha ≤ beta are. */
  private static int at(int alpha, int beta) {
    return 4 * Ops.pair(alpha, beta);
  }

  /** The products of a chunk of so many channels with itself. */
  private static void triangle(
      int count, int first, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    switch (count) {
      case 2 -> triangle2(first, n, w, off, shift, lanes, to);
      case 3 -> triangle3(first, n, w, off, shift, lanes, to);
      case 4 -> triangle4(first, n, w, off, shift, lanes, to);
      default -> triangle5(first, n, w, off, shift, lanes, to);
    }
  }

  /** The products of a chunk of three channels with a later one, of so many. */
  private static void cross(
      int count,
      int first,
      int from,
      int n,
      double[] w,
      int[] off,
      int shift,
      double[] lanes,
      int to) {
    switch (count) {
      case 2 -> cross2(first, from, n, w, off, shift, lanes, to);
      case 3 -> cross3(first, from, n, w, off, shift, lanes, to);
      case 4 -> cross4(first, from, n, w, off, shift, lanes, to);
      default -> cross5(first, from, n, w, off, shift, lanes, to);
    }
  }

  private static void triangle2(
      int first, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
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
    int at = to + at(first, first);
    s0.intoArray(lanes, at);
    at = to + at(first, first + 1);
    s1.intoArray(lanes, at);
    s2.intoArray(lanes, at + 4);
  }

  private static void triangle3(
      int first, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
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
    int at = to + at(first, first);
    s0.intoArray(lanes, at);
    at = to + at(first, first + 1);
    s1.intoArray(lanes, at);
    s2.intoArray(lanes, at + 4);
    at = to + at(first, first + 2);
    s3.intoArray(lanes, at);
    s4.intoArray(lanes, at + 4);
    s5.intoArray(lanes, at + 8);
  }

  private static void triangle4(
      int first, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
    int x3 = off[first + 3] + shift;
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
    int at = to + at(first, first);
    s0.intoArray(lanes, at);
    at = to + at(first, first + 1);
    s1.intoArray(lanes, at);
    s2.intoArray(lanes, at + 4);
    at = to + at(first, first + 2);
    s3.intoArray(lanes, at);
    s4.intoArray(lanes, at + 4);
    s5.intoArray(lanes, at + 8);
    at = to + at(first, first + 3);
    s6.intoArray(lanes, at);
    s7.intoArray(lanes, at + 4);
    s8.intoArray(lanes, at + 8);
    s9.intoArray(lanes, at + 12);
  }

  private static void triangle5(
      int first, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
    int x3 = off[first + 3] + shift;
    int x4 = off[first + 4] + shift;
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
    DoubleVector s10 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s11 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s12 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s13 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s14 = DoubleVector.zero(FourLanes.SPECIES);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = FourLanes.load(w, x0 + i);
      DoubleVector u1 = FourLanes.load(w, x1 + i);
      DoubleVector u2 = FourLanes.load(w, x2 + i);
      DoubleVector u3 = FourLanes.load(w, x3 + i);
      DoubleVector u4 = FourLanes.load(w, x4 + i);
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
      s10 = FourLanes.fma(u0, u4, s10);
      s11 = FourLanes.fma(u1, u4, s11);
      s12 = FourLanes.fma(u2, u4, s12);
      s13 = FourLanes.fma(u3, u4, s13);
      s14 = FourLanes.fma(u4, u4, s14);
    }
    int at = to + at(first, first);
    s0.intoArray(lanes, at);
    at = to + at(first, first + 1);
    s1.intoArray(lanes, at);
    s2.intoArray(lanes, at + 4);
    at = to + at(first, first + 2);
    s3.intoArray(lanes, at);
    s4.intoArray(lanes, at + 4);
    s5.intoArray(lanes, at + 8);
    at = to + at(first, first + 3);
    s6.intoArray(lanes, at);
    s7.intoArray(lanes, at + 4);
    s8.intoArray(lanes, at + 8);
    s9.intoArray(lanes, at + 12);
    at = to + at(first, first + 4);
    s10.intoArray(lanes, at);
    s11.intoArray(lanes, at + 4);
    s12.intoArray(lanes, at + 8);
    s13.intoArray(lanes, at + 12);
    s14.intoArray(lanes, at + 16);
  }

  private static void cross2(
      int first, int from, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
    int y0 = off[from] + shift;
    int y1 = off[from + 1] + shift;
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
      DoubleVector v = FourLanes.load(w, y0 + i);
      s0 = FourLanes.fma(u0, v, s0);
      s1 = FourLanes.fma(u1, v, s1);
      s2 = FourLanes.fma(u2, v, s2);
      v = FourLanes.load(w, y1 + i);
      s3 = FourLanes.fma(u0, v, s3);
      s4 = FourLanes.fma(u1, v, s4);
      s5 = FourLanes.fma(u2, v, s5);
    }
    int at = to + at(first, from);
    s0.intoArray(lanes, at);
    s1.intoArray(lanes, at + 4);
    s2.intoArray(lanes, at + 8);
    at = to + at(first, from + 1);
    s3.intoArray(lanes, at);
    s4.intoArray(lanes, at + 4);
    s5.intoArray(lanes, at + 8);
  }

  private static void cross3(
      int first, int from, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
    int y0 = off[from] + shift;
    int y1 = off[from + 1] + shift;
    int y2 = off[from + 2] + shift;
    DoubleVector s0 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s1 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s2 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s3 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s4 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s5 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s6 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s7 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s8 = DoubleVector.zero(FourLanes.SPECIES);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = FourLanes.load(w, x0 + i);
      DoubleVector u1 = FourLanes.load(w, x1 + i);
      DoubleVector u2 = FourLanes.load(w, x2 + i);
      DoubleVector v = FourLanes.load(w, y0 + i);
      s0 = FourLanes.fma(u0, v, s0);
      s1 = FourLanes.fma(u1, v, s1);
      s2 = FourLanes.fma(u2, v, s2);
      v = FourLanes.load(w, y1 + i);
      s3 = FourLanes.fma(u0, v, s3);
      s4 = FourLanes.fma(u1, v, s4);
      s5 = FourLanes.fma(u2, v, s5);
      v = FourLanes.load(w, y2 + i);
      s6 = FourLanes.fma(u0, v, s6);
      s7 = FourLanes.fma(u1, v, s7);
      s8 = FourLanes.fma(u2, v, s8);
    }
    int at = to + at(first, from);
    s0.intoArray(lanes, at);
    s1.intoArray(lanes, at + 4);
    s2.intoArray(lanes, at + 8);
    at = to + at(first, from + 1);
    s3.intoArray(lanes, at);
    s4.intoArray(lanes, at + 4);
    s5.intoArray(lanes, at + 8);
    at = to + at(first, from + 2);
    s6.intoArray(lanes, at);
    s7.intoArray(lanes, at + 4);
    s8.intoArray(lanes, at + 8);
  }

  private static void cross4(
      int first, int from, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
    int y0 = off[from] + shift;
    int y1 = off[from + 1] + shift;
    int y2 = off[from + 2] + shift;
    int y3 = off[from + 3] + shift;
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
    DoubleVector s10 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s11 = DoubleVector.zero(FourLanes.SPECIES);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = FourLanes.load(w, x0 + i);
      DoubleVector u1 = FourLanes.load(w, x1 + i);
      DoubleVector u2 = FourLanes.load(w, x2 + i);
      DoubleVector v = FourLanes.load(w, y0 + i);
      s0 = FourLanes.fma(u0, v, s0);
      s1 = FourLanes.fma(u1, v, s1);
      s2 = FourLanes.fma(u2, v, s2);
      v = FourLanes.load(w, y1 + i);
      s3 = FourLanes.fma(u0, v, s3);
      s4 = FourLanes.fma(u1, v, s4);
      s5 = FourLanes.fma(u2, v, s5);
      v = FourLanes.load(w, y2 + i);
      s6 = FourLanes.fma(u0, v, s6);
      s7 = FourLanes.fma(u1, v, s7);
      s8 = FourLanes.fma(u2, v, s8);
      v = FourLanes.load(w, y3 + i);
      s9 = FourLanes.fma(u0, v, s9);
      s10 = FourLanes.fma(u1, v, s10);
      s11 = FourLanes.fma(u2, v, s11);
    }
    int at = to + at(first, from);
    s0.intoArray(lanes, at);
    s1.intoArray(lanes, at + 4);
    s2.intoArray(lanes, at + 8);
    at = to + at(first, from + 1);
    s3.intoArray(lanes, at);
    s4.intoArray(lanes, at + 4);
    s5.intoArray(lanes, at + 8);
    at = to + at(first, from + 2);
    s6.intoArray(lanes, at);
    s7.intoArray(lanes, at + 4);
    s8.intoArray(lanes, at + 8);
    at = to + at(first, from + 3);
    s9.intoArray(lanes, at);
    s10.intoArray(lanes, at + 4);
    s11.intoArray(lanes, at + 8);
  }

  private static void cross5(
      int first, int from, int n, double[] w, int[] off, int shift, double[] lanes, int to) {
    int x0 = off[first] + shift;
    int x1 = off[first + 1] + shift;
    int x2 = off[first + 2] + shift;
    int y0 = off[from] + shift;
    int y1 = off[from + 1] + shift;
    int y2 = off[from + 2] + shift;
    int y3 = off[from + 3] + shift;
    int y4 = off[from + 4] + shift;
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
    DoubleVector s10 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s11 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s12 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s13 = DoubleVector.zero(FourLanes.SPECIES);
    DoubleVector s14 = DoubleVector.zero(FourLanes.SPECIES);
    for (int i = 0; i <= n - 4; i += 4) {
      DoubleVector u0 = FourLanes.load(w, x0 + i);
      DoubleVector u1 = FourLanes.load(w, x1 + i);
      DoubleVector u2 = FourLanes.load(w, x2 + i);
      DoubleVector v = FourLanes.load(w, y0 + i);
      s0 = FourLanes.fma(u0, v, s0);
      s1 = FourLanes.fma(u1, v, s1);
      s2 = FourLanes.fma(u2, v, s2);
      v = FourLanes.load(w, y1 + i);
      s3 = FourLanes.fma(u0, v, s3);
      s4 = FourLanes.fma(u1, v, s4);
      s5 = FourLanes.fma(u2, v, s5);
      v = FourLanes.load(w, y2 + i);
      s6 = FourLanes.fma(u0, v, s6);
      s7 = FourLanes.fma(u1, v, s7);
      s8 = FourLanes.fma(u2, v, s8);
      v = FourLanes.load(w, y3 + i);
      s9 = FourLanes.fma(u0, v, s9);
      s10 = FourLanes.fma(u1, v, s10);
      s11 = FourLanes.fma(u2, v, s11);
      v = FourLanes.load(w, y4 + i);
      s12 = FourLanes.fma(u0, v, s12);
      s13 = FourLanes.fma(u1, v, s13);
      s14 = FourLanes.fma(u2, v, s14);
    }
    int at = to + at(first, from);
    s0.intoArray(lanes, at);
    s1.intoArray(lanes, at + 4);
    s2.intoArray(lanes, at + 8);
    at = to + at(first, from + 1);
    s3.intoArray(lanes, at);
    s4.intoArray(lanes, at + 4);
    s5.intoArray(lanes, at + 8);
    at = to + at(first, from + 2);
    s6.intoArray(lanes, at);
    s7.intoArray(lanes, at + 4);
    s8.intoArray(lanes, at + 8);
    at = to + at(first, from + 3);
    s9.intoArray(lanes, at);
    s10.intoArray(lanes, at + 4);
    s11.intoArray(lanes, at + 8);
    at = to + at(first, from + 4);
    s12.intoArray(lanes, at);
    s13.intoArray(lanes, at + 4);
    s14.intoArray(lanes, at + 8);
  }
}
