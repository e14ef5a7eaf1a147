package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Micro-kernels of matrix products: C (+)= Σ_q a_q b_q for a few rows and vectors that fit the
 * registers. Entry (r, q) of A is at {@code a0 + r · aRow + q · aK}, row q of B at {@code b0 + q ·
 * bK}; only {@code columns} columns of C are touched, and only the last vector may be partly beyond
 * them. B may be read up to a vector beyond its last column.
 *
 * <p>Longer than most files: each kernel is the same loop, written out because its sums must be
 * local variables to stay in registers.
 */
final class MicroKernels {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  static final int L = S.length();

  private MicroKernels() {}

  /** 4 rows × 3 vectors. */
  static void k4x3(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 3 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns - 2 * L);
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = DoubleVector.zero(S);
    DoubleVector s02 = DoubleVector.zero(S);
    DoubleVector s10 = DoubleVector.zero(S);
    DoubleVector s11 = DoubleVector.zero(S);
    DoubleVector s12 = DoubleVector.zero(S);
    DoubleVector s20 = DoubleVector.zero(S);
    DoubleVector s21 = DoubleVector.zero(S);
    DoubleVector s22 = DoubleVector.zero(S);
    DoubleVector s30 = DoubleVector.zero(S);
    DoubleVector s31 = DoubleVector.zero(S);
    DoubleVector s32 = DoubleVector.zero(S);
    if (accumulate) {
      s00 = DoubleVector.fromArray(S, c, c0 + 0 * L);
      s01 = DoubleVector.fromArray(S, c, c0 + 1 * L);
      s02 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 2 * L)
              : DoubleVector.fromArray(S, c, c0 + 2 * L, mask);
      s10 = DoubleVector.fromArray(S, c, c0 + 1 * ldc + 0 * L);
      s11 = DoubleVector.fromArray(S, c, c0 + 1 * ldc + 1 * L);
      s12 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * ldc + 2 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * ldc + 2 * L, mask);
      s20 = DoubleVector.fromArray(S, c, c0 + 2 * ldc + 0 * L);
      s21 = DoubleVector.fromArray(S, c, c0 + 2 * ldc + 1 * L);
      s22 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 2 * ldc + 2 * L)
              : DoubleVector.fromArray(S, c, c0 + 2 * ldc + 2 * L, mask);
      s30 = DoubleVector.fromArray(S, c, c0 + 3 * ldc + 0 * L);
      s31 = DoubleVector.fromArray(S, c, c0 + 3 * ldc + 1 * L);
      s32 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 3 * ldc + 2 * L)
              : DoubleVector.fromArray(S, c, c0 + 3 * ldc + 2 * L, mask);
    }
    int i0 = a0;
    int i1 = a0 + 1 * aRow;
    int i2 = a0 + 2 * aRow;
    int i3 = a0 + 3 * aRow;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector y1 = DoubleVector.fromArray(S, b, j + 1 * L);
      DoubleVector y2 = DoubleVector.fromArray(S, b, j + 2 * L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      s01 = x0.fma(y1, s01);
      s02 = x0.fma(y2, s02);
      DoubleVector x1 = DoubleVector.broadcast(S, a[i1]);
      s10 = x1.fma(y0, s10);
      s11 = x1.fma(y1, s11);
      s12 = x1.fma(y2, s12);
      DoubleVector x2 = DoubleVector.broadcast(S, a[i2]);
      s20 = x2.fma(y0, s20);
      s21 = x2.fma(y1, s21);
      s22 = x2.fma(y2, s22);
      DoubleVector x3 = DoubleVector.broadcast(S, a[i3]);
      s30 = x3.fma(y0, s30);
      s31 = x3.fma(y1, s31);
      s32 = x3.fma(y2, s32);
      i0 += aK;
      i1 += aK;
      i2 += aK;
      i3 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L);
      s02.intoArray(c, c0 + 2 * L);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s11.intoArray(c, c0 + 1 * ldc + 1 * L);
      s12.intoArray(c, c0 + 1 * ldc + 2 * L);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s21.intoArray(c, c0 + 2 * ldc + 1 * L);
      s22.intoArray(c, c0 + 2 * ldc + 2 * L);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
      s31.intoArray(c, c0 + 3 * ldc + 1 * L);
      s32.intoArray(c, c0 + 3 * ldc + 2 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L);
      s02.intoArray(c, c0 + 2 * L, mask);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s11.intoArray(c, c0 + 1 * ldc + 1 * L);
      s12.intoArray(c, c0 + 1 * ldc + 2 * L, mask);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s21.intoArray(c, c0 + 2 * ldc + 1 * L);
      s22.intoArray(c, c0 + 2 * ldc + 2 * L, mask);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
      s31.intoArray(c, c0 + 3 * ldc + 1 * L);
      s32.intoArray(c, c0 + 3 * ldc + 2 * L, mask);
    }
  }

  /** 4 rows × 2 vectors. */
  static void k4x2(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 2 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns - 1 * L);
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = DoubleVector.zero(S);
    DoubleVector s10 = DoubleVector.zero(S);
    DoubleVector s11 = DoubleVector.zero(S);
    DoubleVector s20 = DoubleVector.zero(S);
    DoubleVector s21 = DoubleVector.zero(S);
    DoubleVector s30 = DoubleVector.zero(S);
    DoubleVector s31 = DoubleVector.zero(S);
    if (accumulate) {
      s00 = DoubleVector.fromArray(S, c, c0 + 0 * L);
      s01 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * L, mask);
      s10 = DoubleVector.fromArray(S, c, c0 + 1 * ldc + 0 * L);
      s11 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * ldc + 1 * L, mask);
      s20 = DoubleVector.fromArray(S, c, c0 + 2 * ldc + 0 * L);
      s21 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 2 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 2 * ldc + 1 * L, mask);
      s30 = DoubleVector.fromArray(S, c, c0 + 3 * ldc + 0 * L);
      s31 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 3 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 3 * ldc + 1 * L, mask);
    }
    int i0 = a0;
    int i1 = a0 + 1 * aRow;
    int i2 = a0 + 2 * aRow;
    int i3 = a0 + 3 * aRow;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector y1 = DoubleVector.fromArray(S, b, j + 1 * L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      s01 = x0.fma(y1, s01);
      DoubleVector x1 = DoubleVector.broadcast(S, a[i1]);
      s10 = x1.fma(y0, s10);
      s11 = x1.fma(y1, s11);
      DoubleVector x2 = DoubleVector.broadcast(S, a[i2]);
      s20 = x2.fma(y0, s20);
      s21 = x2.fma(y1, s21);
      DoubleVector x3 = DoubleVector.broadcast(S, a[i3]);
      s30 = x3.fma(y0, s30);
      s31 = x3.fma(y1, s31);
      i0 += aK;
      i1 += aK;
      i2 += aK;
      i3 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s11.intoArray(c, c0 + 1 * ldc + 1 * L);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s21.intoArray(c, c0 + 2 * ldc + 1 * L);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
      s31.intoArray(c, c0 + 3 * ldc + 1 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L, mask);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s11.intoArray(c, c0 + 1 * ldc + 1 * L, mask);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s21.intoArray(c, c0 + 2 * ldc + 1 * L, mask);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
      s31.intoArray(c, c0 + 3 * ldc + 1 * L, mask);
    }
  }

  /** 4 rows × 1 vectors. */
  static void k4x1(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 1 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns);
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s10 = DoubleVector.zero(S);
    DoubleVector s20 = DoubleVector.zero(S);
    DoubleVector s30 = DoubleVector.zero(S);
    if (accumulate) {
      s00 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 0 * L, mask);
      s10 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * ldc + 0 * L, mask);
      s20 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 2 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 2 * ldc + 0 * L, mask);
      s30 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 3 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 3 * ldc + 0 * L, mask);
    }
    int i0 = a0;
    int i1 = a0 + 1 * aRow;
    int i2 = a0 + 2 * aRow;
    int i3 = a0 + 3 * aRow;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      DoubleVector x1 = DoubleVector.broadcast(S, a[i1]);
      s10 = x1.fma(y0, s10);
      DoubleVector x2 = DoubleVector.broadcast(S, a[i2]);
      s20 = x2.fma(y0, s20);
      DoubleVector x3 = DoubleVector.broadcast(S, a[i3]);
      s30 = x3.fma(y0, s30);
      i0 += aK;
      i1 += aK;
      i2 += aK;
      i3 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L, mask);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L, mask);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L, mask);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L, mask);
    }
  }

  /** 1 rows × 3 vectors. */
  static void k1x3(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 3 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns - 2 * L);
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = DoubleVector.zero(S);
    DoubleVector s02 = DoubleVector.zero(S);
    if (accumulate) {
      s00 = DoubleVector.fromArray(S, c, c0 + 0 * L);
      s01 = DoubleVector.fromArray(S, c, c0 + 1 * L);
      s02 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 2 * L)
              : DoubleVector.fromArray(S, c, c0 + 2 * L, mask);
    }
    int i0 = a0;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector y1 = DoubleVector.fromArray(S, b, j + 1 * L);
      DoubleVector y2 = DoubleVector.fromArray(S, b, j + 2 * L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      s01 = x0.fma(y1, s01);
      s02 = x0.fma(y2, s02);
      i0 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L);
      s02.intoArray(c, c0 + 2 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L);
      s02.intoArray(c, c0 + 2 * L, mask);
    }
  }

  /** 1 rows × 2 vectors. */
  static void k1x2(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 2 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns - 1 * L);
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = DoubleVector.zero(S);
    if (accumulate) {
      s00 = DoubleVector.fromArray(S, c, c0 + 0 * L);
      s01 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * L, mask);
    }
    int i0 = a0;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector y1 = DoubleVector.fromArray(S, b, j + 1 * L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      s01 = x0.fma(y1, s01);
      i0 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L, mask);
    }
  }

  /** 1 rows × 1 vectors. */
  static void k1x1(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 1 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns);
    DoubleVector s00 = DoubleVector.zero(S);
    if (accumulate) {
      s00 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 0 * L, mask);
    }
    int i0 = a0;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      i0 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L, mask);
    }
  }

  /** 8 rows × 2 vectors. */
  static void k8x2(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 2 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns - 1 * L);
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = DoubleVector.zero(S);
    DoubleVector s10 = DoubleVector.zero(S);
    DoubleVector s11 = DoubleVector.zero(S);
    DoubleVector s20 = DoubleVector.zero(S);
    DoubleVector s21 = DoubleVector.zero(S);
    DoubleVector s30 = DoubleVector.zero(S);
    DoubleVector s31 = DoubleVector.zero(S);
    DoubleVector s40 = DoubleVector.zero(S);
    DoubleVector s41 = DoubleVector.zero(S);
    DoubleVector s50 = DoubleVector.zero(S);
    DoubleVector s51 = DoubleVector.zero(S);
    DoubleVector s60 = DoubleVector.zero(S);
    DoubleVector s61 = DoubleVector.zero(S);
    DoubleVector s70 = DoubleVector.zero(S);
    DoubleVector s71 = DoubleVector.zero(S);
    if (accumulate) {
      s00 = DoubleVector.fromArray(S, c, c0 + 0 * L);
      s01 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * L, mask);
      s10 = DoubleVector.fromArray(S, c, c0 + 1 * ldc + 0 * L);
      s11 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * ldc + 1 * L, mask);
      s20 = DoubleVector.fromArray(S, c, c0 + 2 * ldc + 0 * L);
      s21 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 2 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 2 * ldc + 1 * L, mask);
      s30 = DoubleVector.fromArray(S, c, c0 + 3 * ldc + 0 * L);
      s31 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 3 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 3 * ldc + 1 * L, mask);
      s40 = DoubleVector.fromArray(S, c, c0 + 4 * ldc + 0 * L);
      s41 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 4 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 4 * ldc + 1 * L, mask);
      s50 = DoubleVector.fromArray(S, c, c0 + 5 * ldc + 0 * L);
      s51 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 5 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 5 * ldc + 1 * L, mask);
      s60 = DoubleVector.fromArray(S, c, c0 + 6 * ldc + 0 * L);
      s61 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 6 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 6 * ldc + 1 * L, mask);
      s70 = DoubleVector.fromArray(S, c, c0 + 7 * ldc + 0 * L);
      s71 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 7 * ldc + 1 * L)
              : DoubleVector.fromArray(S, c, c0 + 7 * ldc + 1 * L, mask);
    }
    int i0 = a0;
    int i1 = a0 + 1 * aRow;
    int i2 = a0 + 2 * aRow;
    int i3 = a0 + 3 * aRow;
    int i4 = a0 + 4 * aRow;
    int i5 = a0 + 5 * aRow;
    int i6 = a0 + 6 * aRow;
    int i7 = a0 + 7 * aRow;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector y1 = DoubleVector.fromArray(S, b, j + 1 * L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      s01 = x0.fma(y1, s01);
      DoubleVector x1 = DoubleVector.broadcast(S, a[i1]);
      s10 = x1.fma(y0, s10);
      s11 = x1.fma(y1, s11);
      DoubleVector x2 = DoubleVector.broadcast(S, a[i2]);
      s20 = x2.fma(y0, s20);
      s21 = x2.fma(y1, s21);
      DoubleVector x3 = DoubleVector.broadcast(S, a[i3]);
      s30 = x3.fma(y0, s30);
      s31 = x3.fma(y1, s31);
      DoubleVector x4 = DoubleVector.broadcast(S, a[i4]);
      s40 = x4.fma(y0, s40);
      s41 = x4.fma(y1, s41);
      DoubleVector x5 = DoubleVector.broadcast(S, a[i5]);
      s50 = x5.fma(y0, s50);
      s51 = x5.fma(y1, s51);
      DoubleVector x6 = DoubleVector.broadcast(S, a[i6]);
      s60 = x6.fma(y0, s60);
      s61 = x6.fma(y1, s61);
      DoubleVector x7 = DoubleVector.broadcast(S, a[i7]);
      s70 = x7.fma(y0, s70);
      s71 = x7.fma(y1, s71);
      i0 += aK;
      i1 += aK;
      i2 += aK;
      i3 += aK;
      i4 += aK;
      i5 += aK;
      i6 += aK;
      i7 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s11.intoArray(c, c0 + 1 * ldc + 1 * L);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s21.intoArray(c, c0 + 2 * ldc + 1 * L);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
      s31.intoArray(c, c0 + 3 * ldc + 1 * L);
      s40.intoArray(c, c0 + 4 * ldc + 0 * L);
      s41.intoArray(c, c0 + 4 * ldc + 1 * L);
      s50.intoArray(c, c0 + 5 * ldc + 0 * L);
      s51.intoArray(c, c0 + 5 * ldc + 1 * L);
      s60.intoArray(c, c0 + 6 * ldc + 0 * L);
      s61.intoArray(c, c0 + 6 * ldc + 1 * L);
      s70.intoArray(c, c0 + 7 * ldc + 0 * L);
      s71.intoArray(c, c0 + 7 * ldc + 1 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L);
      s01.intoArray(c, c0 + 1 * L, mask);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s11.intoArray(c, c0 + 1 * ldc + 1 * L, mask);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s21.intoArray(c, c0 + 2 * ldc + 1 * L, mask);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
      s31.intoArray(c, c0 + 3 * ldc + 1 * L, mask);
      s40.intoArray(c, c0 + 4 * ldc + 0 * L);
      s41.intoArray(c, c0 + 4 * ldc + 1 * L, mask);
      s50.intoArray(c, c0 + 5 * ldc + 0 * L);
      s51.intoArray(c, c0 + 5 * ldc + 1 * L, mask);
      s60.intoArray(c, c0 + 6 * ldc + 0 * L);
      s61.intoArray(c, c0 + 6 * ldc + 1 * L, mask);
      s70.intoArray(c, c0 + 7 * ldc + 0 * L);
      s71.intoArray(c, c0 + 7 * ldc + 1 * L, mask);
    }
  }

  /** 8 rows × 1 vectors. */
  static void k8x1(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    boolean whole = columns == 1 * L;
    VectorMask<Double> mask = S.indexInRange(0, columns);
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s10 = DoubleVector.zero(S);
    DoubleVector s20 = DoubleVector.zero(S);
    DoubleVector s30 = DoubleVector.zero(S);
    DoubleVector s40 = DoubleVector.zero(S);
    DoubleVector s50 = DoubleVector.zero(S);
    DoubleVector s60 = DoubleVector.zero(S);
    DoubleVector s70 = DoubleVector.zero(S);
    if (accumulate) {
      s00 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 0 * L, mask);
      s10 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 1 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 1 * ldc + 0 * L, mask);
      s20 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 2 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 2 * ldc + 0 * L, mask);
      s30 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 3 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 3 * ldc + 0 * L, mask);
      s40 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 4 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 4 * ldc + 0 * L, mask);
      s50 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 5 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 5 * ldc + 0 * L, mask);
      s60 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 6 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 6 * ldc + 0 * L, mask);
      s70 =
          whole
              ? DoubleVector.fromArray(S, c, c0 + 7 * ldc + 0 * L)
              : DoubleVector.fromArray(S, c, c0 + 7 * ldc + 0 * L, mask);
    }
    int i0 = a0;
    int i1 = a0 + 1 * aRow;
    int i2 = a0 + 2 * aRow;
    int i3 = a0 + 3 * aRow;
    int i4 = a0 + 4 * aRow;
    int i5 = a0 + 5 * aRow;
    int i6 = a0 + 6 * aRow;
    int i7 = a0 + 7 * aRow;
    int j = b0;
    for (int q = 0; q < k; q++) {
      DoubleVector y0 = DoubleVector.fromArray(S, b, j);
      DoubleVector x0 = DoubleVector.broadcast(S, a[i0]);
      s00 = x0.fma(y0, s00);
      DoubleVector x1 = DoubleVector.broadcast(S, a[i1]);
      s10 = x1.fma(y0, s10);
      DoubleVector x2 = DoubleVector.broadcast(S, a[i2]);
      s20 = x2.fma(y0, s20);
      DoubleVector x3 = DoubleVector.broadcast(S, a[i3]);
      s30 = x3.fma(y0, s30);
      DoubleVector x4 = DoubleVector.broadcast(S, a[i4]);
      s40 = x4.fma(y0, s40);
      DoubleVector x5 = DoubleVector.broadcast(S, a[i5]);
      s50 = x5.fma(y0, s50);
      DoubleVector x6 = DoubleVector.broadcast(S, a[i6]);
      s60 = x6.fma(y0, s60);
      DoubleVector x7 = DoubleVector.broadcast(S, a[i7]);
      s70 = x7.fma(y0, s70);
      i0 += aK;
      i1 += aK;
      i2 += aK;
      i3 += aK;
      i4 += aK;
      i5 += aK;
      i6 += aK;
      i7 += aK;
      j += bK;
    }
    if (whole) {
      s00.intoArray(c, c0 + 0 * L);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L);
      s40.intoArray(c, c0 + 4 * ldc + 0 * L);
      s50.intoArray(c, c0 + 5 * ldc + 0 * L);
      s60.intoArray(c, c0 + 6 * ldc + 0 * L);
      s70.intoArray(c, c0 + 7 * ldc + 0 * L);
    } else {
      s00.intoArray(c, c0 + 0 * L, mask);
      s10.intoArray(c, c0 + 1 * ldc + 0 * L, mask);
      s20.intoArray(c, c0 + 2 * ldc + 0 * L, mask);
      s30.intoArray(c, c0 + 3 * ldc + 0 * L, mask);
      s40.intoArray(c, c0 + 4 * ldc + 0 * L, mask);
      s50.intoArray(c, c0 + 5 * ldc + 0 * L, mask);
      s60.intoArray(c, c0 + 6 * ldc + 0 * L, mask);
      s70.intoArray(c, c0 + 7 * ldc + 0 * L, mask);
    }
  }
}
