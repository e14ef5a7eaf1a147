package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C += AᵀB as rank-one updates of a tile of C in registers: six (AVX2) or eight (AVX-512) rows by
 * two vectors. A and B are copied into panels first, in groups of rows that stay in cache: then
 * strides are constants, and the compiler proves all indices before the loop. The order along k is
 * the same.
 */
final class VectorWeightGradient {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();
  private static final int PANEL = 2 * L;

  /** Rows of C in a kernel, and the distance between rows of A's panels. */
  private static final int TILE = L == 8 ? 8 : 6;

  private static final int ROW = 8;
  private static final int GROUP = 256;

  private VectorWeightGradient() {}

  static void gemmTN(
      int m,
      int n,
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      int ldb,
      double[] c,
      int cOff,
      int ldc) {
    int panels = (m + TILE - 1) / TILE;
    int rows = Math.min(GROUP, k);
    int bAt = panels * rows * ROW;
    int tile = bAt + rows * PANEL;
    double[] scratch = Scratch.atLeast(tile + TILE * PANEL);
    for (int first = 0; first < k; first += rows) {
      int depth = Math.min(rows, k - first);
      for (int p = 0; p < panels; p++) {
        int used = Math.min(TILE, m - p * TILE);
        copy(depth, used, ROW, a, aOff + first * lda + p * TILE, lda, scratch, p * depth * ROW);
      }
      for (int j = 0; j < n; j += PANEL) {
        int used = Math.min(PANEL, n - j);
        copy(depth, used, PANEL, b, bOff + first * ldb + j, ldb, scratch, bAt);
        for (int r = 0; r < m; r += TILE) {
          int height = Math.min(TILE, m - r);
          int panel = r / TILE * depth * ROW;
          int at = cOff + r * ldc + j;
          if (used == PANEL) {
            tile(height, depth, scratch, panel, bAt, c, at, ldc);
          } else {
            copy(height, used, PANEL, c, at, ldc, scratch, tile);
            tile(height, depth, scratch, panel, bAt, scratch, tile, PANEL);
            for (int i = 0; i < height; i++) {
              System.arraycopy(scratch, tile + i * PANEL, c, at + i * ldc, used);
            }
          }
        }
      }
    }
  }

  /**
   * Copies {@code used} columns of some rows to rows at a distance of {@code row}, which is 8 or
   * more.
   */
  private static void copy(
      int rows, int used, int row, double[] from, int off, int ld, double[] to, int at) {
    if (row == 8 && off + (rows - 1) * ld + 8 <= from.length) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < 8; j += L) {
          DoubleVector.fromArray(S, from, off + i * ld + j).intoArray(to, at + i * 8 + j);
        }
      }
    } else {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(from, off + i * ld, to, at + i * row, used);
      }
    }
  }

  private static void tile(
      int rows, int k, double[] ab, int aOff, int bOff, double[] c, int cOff, int ldc) {
    if (rows == 8) {
      rows8(k, ab, aOff, ab, bOff, c, cOff, ldc);
    } else if (rows == 6) {
      rows6(k, ab, aOff, ab, bOff, c, cOff, ldc);
    } else {
      int r = 0;
      if (rows >= 4) {
        rows4(k, ab, aOff, ab, bOff, c, cOff, ldc);
        r = 4;
      }
      if (rows - r >= 2) {
        rows2(k, ab, aOff + r, ab, bOff, c, cOff + r * ldc, ldc);
        r += 2;
      }
      if (r < rows) {
        row(k, ab, aOff + r, ab, bOff, c, cOff + r * ldc);
      }
    }
  }

  private static void rows8(
      int k, double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int ldc) {
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    DoubleVector c10 = DoubleVector.fromArray(S, c, cOff + ldc);
    DoubleVector c11 = DoubleVector.fromArray(S, c, cOff + ldc + L);
    DoubleVector c20 = DoubleVector.fromArray(S, c, cOff + 2 * ldc);
    DoubleVector c21 = DoubleVector.fromArray(S, c, cOff + 2 * ldc + L);
    DoubleVector c30 = DoubleVector.fromArray(S, c, cOff + 3 * ldc);
    DoubleVector c31 = DoubleVector.fromArray(S, c, cOff + 3 * ldc + L);
    DoubleVector c40 = DoubleVector.fromArray(S, c, cOff + 4 * ldc);
    DoubleVector c41 = DoubleVector.fromArray(S, c, cOff + 4 * ldc + L);
    DoubleVector c50 = DoubleVector.fromArray(S, c, cOff + 5 * ldc);
    DoubleVector c51 = DoubleVector.fromArray(S, c, cOff + 5 * ldc + L);
    DoubleVector c60 = DoubleVector.fromArray(S, c, cOff + 6 * ldc);
    DoubleVector c61 = DoubleVector.fromArray(S, c, cOff + 6 * ldc + L);
    DoubleVector c70 = DoubleVector.fromArray(S, c, cOff + 7 * ldc);
    DoubleVector c71 = DoubleVector.fromArray(S, c, cOff + 7 * ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      int at = aOff + i * ROW;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(S, a[at + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(S, a[at + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(S, a[at + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(S, a[at + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = DoubleVector.broadcast(S, a[at + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = DoubleVector.broadcast(S, a[at + 7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + L);
    c20.intoArray(c, cOff + 2 * ldc);
    c21.intoArray(c, cOff + 2 * ldc + L);
    c30.intoArray(c, cOff + 3 * ldc);
    c31.intoArray(c, cOff + 3 * ldc + L);
    c40.intoArray(c, cOff + 4 * ldc);
    c41.intoArray(c, cOff + 4 * ldc + L);
    c50.intoArray(c, cOff + 5 * ldc);
    c51.intoArray(c, cOff + 5 * ldc + L);
    c60.intoArray(c, cOff + 6 * ldc);
    c61.intoArray(c, cOff + 6 * ldc + L);
    c70.intoArray(c, cOff + 7 * ldc);
    c71.intoArray(c, cOff + 7 * ldc + L);
  }

  private static void rows6(
      int k, double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int ldc) {
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    DoubleVector c10 = DoubleVector.fromArray(S, c, cOff + ldc);
    DoubleVector c11 = DoubleVector.fromArray(S, c, cOff + ldc + L);
    DoubleVector c20 = DoubleVector.fromArray(S, c, cOff + 2 * ldc);
    DoubleVector c21 = DoubleVector.fromArray(S, c, cOff + 2 * ldc + L);
    DoubleVector c30 = DoubleVector.fromArray(S, c, cOff + 3 * ldc);
    DoubleVector c31 = DoubleVector.fromArray(S, c, cOff + 3 * ldc + L);
    DoubleVector c40 = DoubleVector.fromArray(S, c, cOff + 4 * ldc);
    DoubleVector c41 = DoubleVector.fromArray(S, c, cOff + 4 * ldc + L);
    DoubleVector c50 = DoubleVector.fromArray(S, c, cOff + 5 * ldc);
    DoubleVector c51 = DoubleVector.fromArray(S, c, cOff + 5 * ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      int at = aOff + i * ROW;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(S, a[at + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(S, a[at + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(S, a[at + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(S, a[at + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + L);
    c20.intoArray(c, cOff + 2 * ldc);
    c21.intoArray(c, cOff + 2 * ldc + L);
    c30.intoArray(c, cOff + 3 * ldc);
    c31.intoArray(c, cOff + 3 * ldc + L);
    c40.intoArray(c, cOff + 4 * ldc);
    c41.intoArray(c, cOff + 4 * ldc + L);
    c50.intoArray(c, cOff + 5 * ldc);
    c51.intoArray(c, cOff + 5 * ldc + L);
  }

  private static void rows4(
      int k, double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int ldc) {
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    DoubleVector c10 = DoubleVector.fromArray(S, c, cOff + ldc);
    DoubleVector c11 = DoubleVector.fromArray(S, c, cOff + ldc + L);
    DoubleVector c20 = DoubleVector.fromArray(S, c, cOff + 2 * ldc);
    DoubleVector c21 = DoubleVector.fromArray(S, c, cOff + 2 * ldc + L);
    DoubleVector c30 = DoubleVector.fromArray(S, c, cOff + 3 * ldc);
    DoubleVector c31 = DoubleVector.fromArray(S, c, cOff + 3 * ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      int at = aOff + i * ROW;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(S, a[at + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(S, a[at + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + L);
    c20.intoArray(c, cOff + 2 * ldc);
    c21.intoArray(c, cOff + 2 * ldc + L);
    c30.intoArray(c, cOff + 3 * ldc);
    c31.intoArray(c, cOff + 3 * ldc + L);
  }

  private static void rows2(
      int k, double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int ldc) {
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    DoubleVector c10 = DoubleVector.fromArray(S, c, cOff + ldc);
    DoubleVector c11 = DoubleVector.fromArray(S, c, cOff + ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      int at = aOff + i * ROW;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + L);
  }

  private static void row(int k, double[] a, int aOff, double[] b, int bOff, double[] c, int cOff) {
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      int at = aOff + i * ROW;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
  }
}
