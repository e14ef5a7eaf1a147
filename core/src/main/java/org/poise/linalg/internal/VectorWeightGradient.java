package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C += AᵀB as rank-one updates of a tile of C in registers: five (AVX2) or eight (AVX-512) rows by
 * two vectors. Six rows would fill the sixteen registers of AVX2, but the compiler spills some. A
 * and B are read in place, in groups of rows that stay in the first-level cache.
 */
final class VectorWeightGradient {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();
  private static final int PANEL = VectorProducts.PANEL;

  /** Rows of C in a kernel. */
  private static final int TILE = L == 8 ? 8 : 5;

  private static final int GROUP = 64;

  /** Rows and columns of C from which on copies of A and B pay on AVX-512. */
  private static final int PACKED_FROM = 256;

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
    if (L < 8 || Math.min(m, n) < PACKED_FROM) {
      inPlace(m, n, k, a, aOff, lda, b, bOff, ldb, c, cOff, ldc);
      return;
    }
    int rows = m - m % TILE;
    int columns = n - n % PANEL;
    VectorPackedGradient.gemmTN(rows, columns, k, a, aOff, lda, b, bOff, ldb, c, cOff, ldc);
    inPlace(m - rows, columns, k, a, aOff + rows, lda, b, bOff, ldb, c, cOff + rows * ldc, ldc);
    inPlace(m, n - columns, k, a, aOff, lda, b, bOff + columns, ldb, c, cOff + columns, ldc);
  }

  private static void inPlace(
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
    for (int j = 0; j < n; j += PANEL) {
      int used = Math.min(PANEL, n - j);
      for (int first = 0; first < k; first += GROUP) {
        int depth = Math.min(GROUP, k - first);
        int at = aOff + first * lda;
        int from = bOff + first * ldb + j;
        if (used == PANEL) {
          panel(m, depth, a, at, lda, b, from, ldb, c, cOff + j, ldc);
        } else {
          edge(m, used, depth, a, at, lda, b, from, ldb, c, cOff + j, ldc);
        }
      }
    }
  }

  /** The last columns where they do not fill a panel. */
  private static void edge(
      int m,
      int used,
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
    double[] scratch = Scratch.atLeast((k + m) * PANEL);
    int tile = k * PANEL;
    copy(k, used, b, bOff, ldb, scratch, 0, PANEL);
    copy(m, used, c, cOff, ldc, scratch, tile, PANEL);
    panel(m, k, a, aOff, lda, scratch, 0, PANEL, scratch, tile, PANEL);
    copy(m, used, scratch, tile, PANEL, c, cOff, ldc);
  }

  private static void copy(
      int rows, int used, double[] from, int off, int ld, double[] to, int at, int ldTo) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, off + i * ld, to, at + i * ldTo, used);
    }
  }

  /** Splits the rows into full tiles and tiles of one row less, where that leaves none over. */
  private static void panel(
      int m,
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
    int r = 0;
    if (L == 8) {
      for (; r <= m - TILE; r += TILE) {
        rows8(k, a, aOff + r, lda, b, bOff, ldb, c, cOff + r * ldc, ldc);
      }
    } else {
      int tiles = (m + TILE - 1) / TILE;
      int full = tiles - (tiles * TILE - m);
      for (int t = 0; t < full; t++, r += TILE) {
        rows5(k, a, aOff + r, lda, b, bOff, ldb, c, cOff + r * ldc, ldc);
      }
    }
    for (; r <= m - 4; r += 4) {
      rows4(k, a, aOff + r, lda, b, bOff, ldb, c, cOff + r * ldc, ldc);
    }
    for (; r <= m - 2; r += 2) {
      rows2(k, a, aOff + r, lda, b, bOff, ldb, c, cOff + r * ldc, ldc);
    }
    if (r < m) {
      row(k, a, aOff + r, lda, b, bOff, ldb, c, cOff + r * ldc);
    }
  }

  private static void rows8(
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
    int at = aOff;
    int from = bOff;
    for (int i = 0; i < k; i++) {
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
      at += lda;
      from += ldb;
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

  private static void rows5(
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
    int at = aOff;
    int from = bOff;
    for (int i = 0; i < k; i++) {
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
      at += lda;
      from += ldb;
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
  }

  private static void rows4(
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
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    DoubleVector c10 = DoubleVector.fromArray(S, c, cOff + ldc);
    DoubleVector c11 = DoubleVector.fromArray(S, c, cOff + ldc + L);
    DoubleVector c20 = DoubleVector.fromArray(S, c, cOff + 2 * ldc);
    DoubleVector c21 = DoubleVector.fromArray(S, c, cOff + 2 * ldc + L);
    DoubleVector c30 = DoubleVector.fromArray(S, c, cOff + 3 * ldc);
    DoubleVector c31 = DoubleVector.fromArray(S, c, cOff + 3 * ldc + L);
    int at = aOff;
    int from = bOff;
    for (int i = 0; i < k; i++) {
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
      at += lda;
      from += ldb;
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
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    DoubleVector c10 = DoubleVector.fromArray(S, c, cOff + ldc);
    DoubleVector c11 = DoubleVector.fromArray(S, c, cOff + ldc + L);
    int at = aOff;
    int from = bOff;
    for (int i = 0; i < k; i++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      at += lda;
      from += ldb;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + L);
  }

  private static void row(
      int k, double[] a, int aOff, int lda, double[] b, int bOff, int ldb, double[] c, int cOff) {
    DoubleVector c00 = DoubleVector.fromArray(S, c, cOff);
    DoubleVector c01 = DoubleVector.fromArray(S, c, cOff + L);
    int at = aOff;
    int from = bOff;
    for (int i = 0; i < k; i++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      at += lda;
      from += ldb;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
  }
}
