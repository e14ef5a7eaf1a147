package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;

/**
 * The SIMD twin of {@link ScalarOps}, with the same bits; what is not overridden is too rare to
 * matter.
 */
final class VectorOps extends ScalarOps {
  private VectorOps() {
    super(VectorProducts.PANEL);
  }

  /** Whether the machine has vectors of at least 256 bits, which the kernels are made for. */
  static boolean fits() {
    return DoubleVector.SPECIES_PREFERRED.length() >= 4;
  }

  static VectorOps create() {
    return new VectorOps();
  }

  @Override
  public String name() {
    return "vector, " + Lanes.SPECIES.vectorBitSize() + " bits";
  }

  @Override
  public void gemm(
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
    VectorProducts.gemm(m, n, k, a, aOff, lda, packed, pOff, accumulate, c, cOff, ldc);
  }

  @Override
  public void gemmTN(
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
    VectorWeightGradient.gemmTN(m, n, k, a, aOff, lda, b, bOff, ldb, c, cOff, ldc);
  }

  @Override
  public void addRow(int rows, int n, double[] c, int cOff, int ldc, double[] row, int rowOff) {
    for (int r = 0; r < rows; r++) {
      VectorRows.add(n, row, rowOff, c, cOff + r * ldc);
    }
  }

  @Override
  public void fillRows(
      int rows, int n, double scale, double[] c, int cOff, int ldc, double[] row, int rowOff) {
    for (int r = 0; r < rows; r++) {
      VectorRows.scale(n, scale, row, rowOff, c, cOff + r * ldc);
    }
  }

  @Override
  public void scaleRows(int rows, int n, double[] w, int s, int from, int to, int ld) {
    for (int r = 0; r < rows; r++) {
      VectorRows.scale(n, w[s + r], w, from + r * ld, w, to + r * ld);
    }
  }

  @Override
  public void sumRows(
      int rows, int n, double scale, double[] c, int cOff, int ldc, double[] sum, int sumOff) {
    for (int r = 0; r < rows; r++) {
      VectorRows.axpy(n, scale, c, cOff + r * ldc, sum, sumOff);
    }
  }

  @Override
  public void product(int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2) {
    VectorRows.product(n, accumulate, coef, w, out, f1, f2);
    int i = whole(n);
    super.product(n - i, accumulate, coef, w, out + i, f1 + i, f2 + i);
  }

  @Override
  public void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3) {
    VectorRows.product(n, accumulate, coef, w, out, f1, f2, f3);
    int i = whole(n);
    super.product(n - i, accumulate, coef, w, out + i, f1 + i, f2 + i, f3 + i);
  }

  @Override
  public void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3, int f4) {
    VectorRows.product(n, accumulate, coef, w, out, f1, f2, f3, f4);
    int i = whole(n);
    super.product(n - i, accumulate, coef, w, out + i, f1 + i, f2 + i, f3 + i, f4 + i);
  }

  @Override
  public void activate(int kind, int n, double[] w, int z, int a0, int state, int stateStride) {
    VectorActivations.activate(kind, n, w, z, a0, state, stateStride);
    int i = whole(n);
    super.activate(kind, n - i, w, z + i, a0 + i, state + i, stateStride);
  }

  @Override
  public void derivatives(
      int kind,
      int order,
      int n,
      double[] w,
      int z,
      int a0,
      int state,
      int stateStride,
      int d,
      int dStride) {
    VectorActivations.derivatives(kind, order, n, w, z, a0, state, stateStride, d, dStride);
    int i = whole(n);
    super.derivatives(kind, order, n - i, w, z + i, a0 + i, state + i, stateStride, d + i, dStride);
  }

  @Override
  public void chebyshev(int degree, int order, int n, double[] w, int t, int d, int dStride) {
    VectorChebyshev.chebyshev(degree, order, n, w, t, d, dStride);
    int i = whole(n);
    super.chebyshev(degree, order, n - i, w, t + i, d + i, dStride);
  }

  private static int whole(int n) {
    return n & -Lanes.SPECIES.length();
  }

  @Override
  public void grams(
      int points,
      int channels,
      double[] a,
      int[] aOff,
      int lda,
      int n,
      double[] grams,
      int gramsOff) {
    VectorRowNorms.grams(points, channels, a, aOff, lda, n, grams, gramsOff);
  }

  @Override
  public void rowNorms(
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
    VectorRowNorms.add(points, channels, scale, grams, gramsOff, ldg, d, dOff, ldd, m, out, outOff);
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    return VectorReductions.dot(n, x, xOff, y, yOff);
  }

  @Override
  public void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    VectorRows.axpy(n, alpha, x, xOff, y, yOff);
  }

  @Override
  public void add(int n, double[] x, int xOff, double[] y, int yOff) {
    VectorRows.add(n, x, xOff, y, yOff);
  }

  @Override
  public void scale(int n, double alpha, double[] x, int xOff) {
    VectorRows.scale(n, alpha, x, xOff, x, xOff);
  }
}
