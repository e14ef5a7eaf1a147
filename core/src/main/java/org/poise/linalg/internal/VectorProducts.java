package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products on weights packed into panels of two vectors. A kernel keeps six (AVX2) or eight
 * (AVX-512) rows of a panel in registers along k; strides inside are constants, so that the
 * compiler proves all indices before the loop.
 */
final class VectorProducts {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();
  static final int PANEL = 2 * L;

  private VectorProducts() {}

  static void gemm(
      int m,
      int n,
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] packed,
      int pOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    int columns = Panels.roundUp8(n);
    boolean padded = ldc >= columns && cOff + (m - 1) * ldc + columns <= c.length;
    for (int j = 0; j < columns; j += PANEL) {
      int width = Math.min(PANEL, columns - j);
      if (width == PANEL && (padded || j + PANEL <= n)) {
        panel(m, k, a, aOff, lda, packed, pOff + j * k, accumulate, c, cOff + j, ldc);
      } else {
        edge(
            m,
            Math.min(n - j, width),
            width,
            k,
            a,
            aOff,
            lda,
            packed,
            pOff + j * k,
            accumulate,
            c,
            cOff + j,
            ldc);
      }
    }
  }

  private static void panel(
      int m,
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    int r = 0;
    if (L == 8) {
      for (; r <= m - 8; r += 8) {
        rows8(k, a, aOff + r * lda, lda, b, bOff, accumulate, c, cOff + r * ldc, ldc);
      }
    } else {
      for (; r <= m - 6; r += 6) {
        rows6(k, a, aOff + r * lda, lda, b, bOff, accumulate, c, cOff + r * ldc, ldc);
      }
    }
    for (; r <= m - 4; r += 4) {
      rows4(k, a, aOff + r * lda, lda, b, bOff, accumulate, c, cOff + r * ldc, ldc);
    }
    for (; r <= m - 2; r += 2) {
      rows2(k, a, aOff + r * lda, lda, b, bOff, accumulate, c, cOff + r * ldc, ldc);
    }
    if (r < m) {
      row(k, a, aOff + r * lda, b, bOff, accumulate, c, cOff + r * ldc);
    }
  }

  /** The last columns where they do not fill a panel, or C has no room for their padding. */
  private static void edge(
      int m,
      int used,
      int width,
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    double[] scratch = Scratch.atLeast(k * PANEL + m * PANEL);
    for (int i = 0; i < k; i++) {
      System.arraycopy(b, bOff + i * width, scratch, i * PANEL, width);
    }
    int tile = k * PANEL;
    for (int r = 0; accumulate && r < m; r++) {
      System.arraycopy(c, cOff + r * ldc, scratch, tile + r * PANEL, used);
    }
    panel(m, k, a, aOff, lda, scratch, 0, accumulate, scratch, tile, PANEL);
    for (int r = 0; r < m; r++) {
      System.arraycopy(scratch, tile + r * PANEL, c, cOff + r * ldc, used);
    }
  }

  private static DoubleVector start(boolean accumulate, double[] c, int at) {
    return accumulate ? DoubleVector.fromArray(S, c, at) : DoubleVector.zero(S);
  }

  private static void rows8(
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    DoubleVector c00 = start(accumulate, c, cOff);
    DoubleVector c01 = start(accumulate, c, cOff + L);
    DoubleVector c10 = start(accumulate, c, cOff + ldc);
    DoubleVector c11 = start(accumulate, c, cOff + ldc + L);
    DoubleVector c20 = start(accumulate, c, cOff + 2 * ldc);
    DoubleVector c21 = start(accumulate, c, cOff + 2 * ldc + L);
    DoubleVector c30 = start(accumulate, c, cOff + 3 * ldc);
    DoubleVector c31 = start(accumulate, c, cOff + 3 * ldc + L);
    DoubleVector c40 = start(accumulate, c, cOff + 4 * ldc);
    DoubleVector c41 = start(accumulate, c, cOff + 4 * ldc + L);
    DoubleVector c50 = start(accumulate, c, cOff + 5 * ldc);
    DoubleVector c51 = start(accumulate, c, cOff + 5 * ldc + L);
    DoubleVector c60 = start(accumulate, c, cOff + 6 * ldc);
    DoubleVector c61 = start(accumulate, c, cOff + 6 * ldc + L);
    DoubleVector c70 = start(accumulate, c, cOff + 7 * ldc);
    DoubleVector c71 = start(accumulate, c, cOff + 7 * ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[aOff + i]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[aOff + lda + i]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(S, a[aOff + 2 * lda + i]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(S, a[aOff + 3 * lda + i]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(S, a[aOff + 4 * lda + i]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(S, a[aOff + 5 * lda + i]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = DoubleVector.broadcast(S, a[aOff + 6 * lda + i]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = DoubleVector.broadcast(S, a[aOff + 7 * lda + i]);
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
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    DoubleVector c00 = start(accumulate, c, cOff);
    DoubleVector c01 = start(accumulate, c, cOff + L);
    DoubleVector c10 = start(accumulate, c, cOff + ldc);
    DoubleVector c11 = start(accumulate, c, cOff + ldc + L);
    DoubleVector c20 = start(accumulate, c, cOff + 2 * ldc);
    DoubleVector c21 = start(accumulate, c, cOff + 2 * ldc + L);
    DoubleVector c30 = start(accumulate, c, cOff + 3 * ldc);
    DoubleVector c31 = start(accumulate, c, cOff + 3 * ldc + L);
    DoubleVector c40 = start(accumulate, c, cOff + 4 * ldc);
    DoubleVector c41 = start(accumulate, c, cOff + 4 * ldc + L);
    DoubleVector c50 = start(accumulate, c, cOff + 5 * ldc);
    DoubleVector c51 = start(accumulate, c, cOff + 5 * ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[aOff + i]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[aOff + lda + i]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(S, a[aOff + 2 * lda + i]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(S, a[aOff + 3 * lda + i]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(S, a[aOff + 4 * lda + i]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(S, a[aOff + 5 * lda + i]);
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
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    DoubleVector c00 = start(accumulate, c, cOff);
    DoubleVector c01 = start(accumulate, c, cOff + L);
    DoubleVector c10 = start(accumulate, c, cOff + ldc);
    DoubleVector c11 = start(accumulate, c, cOff + ldc + L);
    DoubleVector c20 = start(accumulate, c, cOff + 2 * ldc);
    DoubleVector c21 = start(accumulate, c, cOff + 2 * ldc + L);
    DoubleVector c30 = start(accumulate, c, cOff + 3 * ldc);
    DoubleVector c31 = start(accumulate, c, cOff + 3 * ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[aOff + i]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[aOff + lda + i]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(S, a[aOff + 2 * lda + i]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(S, a[aOff + 3 * lda + i]);
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
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    DoubleVector c00 = start(accumulate, c, cOff);
    DoubleVector c01 = start(accumulate, c, cOff + L);
    DoubleVector c10 = start(accumulate, c, cOff + ldc);
    DoubleVector c11 = start(accumulate, c, cOff + ldc + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[aOff + i]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(S, a[aOff + lda + i]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + L);
  }

  private static void row(
      int k, double[] a, int aOff, double[] b, int bOff, boolean accumulate, double[] c, int cOff) {
    DoubleVector c00 = start(accumulate, c, cOff);
    DoubleVector c01 = start(accumulate, c, cOff + L);
    for (int i = 0; i < k; i++) {
      int from = bOff + i * PANEL;
      DoubleVector b0 = DoubleVector.fromArray(S, b, from);
      DoubleVector b1 = DoubleVector.fromArray(S, b, from + L);
      DoubleVector x = DoubleVector.broadcast(S, a[aOff + i]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + L);
  }
}
