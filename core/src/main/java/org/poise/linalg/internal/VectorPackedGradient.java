package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C += AᵀB for wide layers on AVX-512, from copies of A in panels of eight columns and of B in
 * panels of two vectors: read in place, rows so far apart leave the first-level cache before they
 * are needed again. Each element of C is summed in the order of {@link VectorWeightGradient}, whose
 * kernel on the same copies is a tenth slower: here strides are constants.
 */
final class VectorPackedGradient {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();
  private static final int PANEL = VectorProducts.PANEL;

  /** Rows of C in the kernel. */
  private static final int TILE = 8;

  /** Rows of A and B at a time: a panel of B fills the first-level cache. */
  private static final int DEPTH = 256;

  /** Rows of C at a time: their copy of A stays in the second-level cache. */
  private static final int BLOCK = 256;

  private VectorPackedGradient() {}

  /** {@code m} is a multiple of eight, {@code n} one of two vectors. */
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
    double[] packed = Scratch.atLeast((BLOCK + PANEL) * DEPTH);
    int panel = BLOCK * DEPTH;
    for (int first = 0; first < k; first += DEPTH) {
      int depth = Math.min(DEPTH, k - first);
      for (int row = 0; row < m; row += BLOCK) {
        int rows = Math.min(BLOCK, m - row);
        for (int r = 0; r < rows; r += TILE) {
          copy(depth, TILE, a, aOff + first * lda + row + r, lda, packed, r * depth);
        }
        for (int j = 0; j < n; j += PANEL) {
          copy(depth, PANEL, b, bOff + first * ldb + j, ldb, packed, panel);
          for (int r = 0; r < rows; r += TILE) {
            tile(depth, packed, r * depth, panel, c, cOff + (row + r) * ldc + j, ldc);
          }
        }
      }
    }
  }

  /** Copies so many columns, a multiple of a vector, to lie without gaps. */
  private static void copy(
      int rows, int columns, double[] from, int off, int ld, double[] to, int at) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j += L) {
        DoubleVector.fromArray(S, from, off + i * ld + j).intoArray(to, at + i * columns + j);
      }
    }
  }

  private static void tile(
      int k, double[] packed, int aOff, int bOff, double[] c, int cOff, int ldc) {
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
      int at = aOff + i * TILE;
      int from = bOff + i * PANEL;
      DoubleVector b0 = DoubleVector.fromArray(S, packed, from);
      DoubleVector b1 = DoubleVector.fromArray(S, packed, from + L);
      DoubleVector x = DoubleVector.broadcast(S, packed[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, packed[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(S, packed[at + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(S, packed[at + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(S, packed[at + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(S, packed[at + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = DoubleVector.broadcast(S, packed[at + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = DoubleVector.broadcast(S, packed[at + 7]);
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
}
