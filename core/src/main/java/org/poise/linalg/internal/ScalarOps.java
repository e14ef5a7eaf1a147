package org.poise.linalg.internal;

/**
 * Plain loops: the specification of every operation, and the fallback where the Vector API does not
 * pay.
 */
sealed class ScalarOps extends Ops permits VectorOps {
  private final int panel;

  /** Plain loops on matrices that nobody else reads. */
  ScalarOps() {
    this(8);
  }

  /** Plain loops on matrices packed into panels of some columns, a multiple of eight. */
  ScalarOps(int panel) {
    this.panel = panel;
  }

  int panel() {
    return panel;
  }

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int packedSize(int k, int n) {
    return Panels.size(k, n);
  }

  @Override
  public void pack(
      int k, int n, double scale, double[] b, int bOff, int ldb, double[] packed, int pOff) {
    Panels.pack(panel, k, n, scale, b, bOff, ldb, 1, packed, pOff);
  }

  @Override
  public void packTransposed(
      int k, int n, double scale, double[] b, int bOff, int ldb, double[] packed, int pOff) {
    Panels.pack(panel, k, n, scale, b, bOff, 1, ldb, packed, pOff);
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
    ScalarProducts.gemm(panel, m, n, k, a, aOff, lda, packed, pOff, accumulate, c, cOff, ldc);
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
    for (int r = 0; r < k; r++) {
      for (int i = 0; i < m; i++) {
        double x = a[aOff + r * lda + i];
        int from = bOff + r * ldb;
        int to = cOff + i * ldc;
        for (int j = 0; j < n; j++) {
          c[to + j] = Math.fma(x, b[from + j], c[to + j]);
        }
      }
    }
  }

  @Override
  public void dotRows(
      int rows,
      int n,
      double[] a,
      int aOff,
      int lda,
      double[] w,
      int wOff,
      double init,
      double[] out,
      int outOff,
      int outStride) {
    for (int r = 0; r < rows; r++) {
      out[outOff + r * outStride] = init + dot(n, a, aOff + r * lda, w, wOff);
    }
  }

  @Override
  public void addRow(int rows, int n, double[] c, int cOff, int ldc, double[] row, int rowOff) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        c[cOff + r * ldc + j] += row[rowOff + j];
      }
    }
  }

  @Override
  public void fillRows(
      int rows, int n, double scale, double[] c, int cOff, int ldc, double[] row, int rowOff) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        c[cOff + r * ldc + j] = scale * row[rowOff + j];
      }
    }
  }

  @Override
  public void scaleRows(int rows, int n, double[] w, int s, int from, int to, int ld) {
    for (int r = 0; r < rows; r++) {
      for (int j = r * ld; j < r * ld + n; j++) {
        w[to + j] = w[s + r] * w[from + j];
      }
    }
  }

  @Override
  public void sumRows(
      int rows, int n, double scale, double[] c, int cOff, int ldc, double[] sum, int sumOff) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        sum[sumOff + j] = Math.fma(scale, c[cOff + r * ldc + j], sum[sumOff + j]);
      }
    }
  }

  @Override
  public void product(int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2) {
    for (int i = 0; i < n; i++) {
      double t = coef * w[f2 + i];
      w[out + i] = accumulate ? Math.fma(w[f1 + i], t, w[out + i]) : w[f1 + i] * t;
    }
  }

  @Override
  public void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3) {
    for (int i = 0; i < n; i++) {
      double t = coef * w[f2 + i] * w[f3 + i];
      w[out + i] = accumulate ? Math.fma(w[f1 + i], t, w[out + i]) : w[f1 + i] * t;
    }
  }

  @Override
  public void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3, int f4) {
    for (int i = 0; i < n; i++) {
      double t = coef * w[f2 + i] * w[f3 + i] * w[f4 + i];
      w[out + i] = accumulate ? Math.fma(w[f1 + i], t, w[out + i]) : w[f1 + i] * t;
    }
  }

  @Override
  public void product(
      int n,
      boolean accumulate,
      double coef,
      double[] w,
      int out,
      int f1,
      int f2,
      int f3,
      int f4,
      int f5) {
    for (int i = 0; i < n; i++) {
      double t = coef * w[f2 + i] * w[f3 + i] * w[f4 + i] * w[f5 + i];
      w[out + i] = accumulate ? Math.fma(w[f1 + i], t, w[out + i]) : w[f1 + i] * t;
    }
  }

  @Override
  public void product(
      int n,
      boolean accumulate,
      double coef,
      double[] w,
      int out,
      int f1,
      int f2,
      int f3,
      int f4,
      int f5,
      int f6) {
    for (int i = 0; i < n; i++) {
      double t = coef * w[f2 + i] * w[f3 + i] * w[f4 + i] * w[f5 + i] * w[f6 + i];
      w[out + i] = accumulate ? Math.fma(w[f1 + i], t, w[out + i]) : w[f1 + i] * t;
    }
  }

  @Override
  public void activate(int kind, int n, double[] w, int z, int a0, int state, int stateStride) {
    ScalarActivations.activate(kind, n, w, z, a0, state, stateStride);
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
    ScalarActivations.derivatives(kind, order, n, w, z, a0, state, stateStride, d, dStride);
  }

  @Override
  public void chebyshev(int degree, int order, int n, double[] w, int t, int d, int dStride) {
    ScalarChebyshev.chebyshev(degree, order, n, w, t, d, dStride);
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
    int pairs = pairs(channels);
    for (int p = 0; p < points; p++) {
      ScalarRowNorms.grams(channels, a, aOff, p * lda, n, grams, gramsOff + p * pairs);
    }
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
    for (int p = 0; p < points; p++) {
      ScalarRowNorms.add(
          channels, scale, grams, gramsOff + p * ldg, d, dOff, p * ldd, m, out, outOff + p);
    }
  }

  @Override
  public void squaredNorms(
      int rows, int n, double[] c, int cOff, int ldc, double[] out, int outOff) {
    for (int r = 0; r < rows; r++) {
      int row = cOff + r * ldc;
      out[outOff + r] += dot(n, c, row, c, row);
    }
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    double l0 = 0;
    double l1 = 0;
    double l2 = 0;
    double l3 = 0;
    double l4 = 0;
    double l5 = 0;
    double l6 = 0;
    double l7 = 0;
    int i = 0;
    for (; i <= n - 8; i += 8) {
      l0 = Math.fma(x[xOff + i], y[yOff + i], l0);
      l1 = Math.fma(x[xOff + i + 1], y[yOff + i + 1], l1);
      l2 = Math.fma(x[xOff + i + 2], y[yOff + i + 2], l2);
      l3 = Math.fma(x[xOff + i + 3], y[yOff + i + 3], l3);
      l4 = Math.fma(x[xOff + i + 4], y[yOff + i + 4], l4);
      l5 = Math.fma(x[xOff + i + 5], y[yOff + i + 5], l5);
      l6 = Math.fma(x[xOff + i + 6], y[yOff + i + 6], l6);
      l7 = Math.fma(x[xOff + i + 7], y[yOff + i + 7], l7);
    }
    return fold(l0, l1, l2, l3, l4, l5, l6, l7) + tail(i, n, x, xOff, y, yOff);
  }

  /** What is left of a dot product beyond whole groups of eight, one after the other. */
  static double tail(int from, int n, double[] x, int xOff, double[] y, int yOff) {
    double sum = 0;
    for (int i = from; i < n; i++) {
      sum = Math.fma(x[xOff + i], y[yOff + i], sum);
    }
    return sum;
  }

  @Override
  public void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = Math.fma(alpha, x[xOff + i], y[yOff + i]);
    }
  }

  @Override
  public void add(int n, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] += x[xOff + i];
    }
  }

  @Override
  public void scale(int n, double alpha, double[] x, int xOff) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] *= alpha;
    }
  }
}
