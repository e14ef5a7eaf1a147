package org.poise.linalg.internal;

/** The plain twin of {@link VectorProducts}: products with matrices packed into {@link Panels}. */
final class ScalarProducts {
  private ScalarProducts() {}

  static void gemm(
      int panel,
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
    for (int r = 0; r < m; r++) {
      int from = aOff + r * lda;
      int to = cOff + r * ldc;
      if (!accumulate) {
        java.util.Arrays.fill(c, to, to + n, 0);
      }
      for (int j = 0; j < n; j += 8) {
        int first = j / panel * panel;
        int width = Math.min(panel, Panels.roundUp8(n) - first);
        int b = pOff + first * k + j - first;
        if (j <= n - 8) {
          eight(k, a, from, packed, b, width, c, to + j);
        } else {
          few(n - j, k, a, from, packed, b, width, c, to + j);
        }
      }
    }
  }

  /** Eight entries of a row of C, which stay in registers along k. */
  private static void eight(
      int k, double[] a, int aOff, double[] b, int bOff, int ldb, double[] c, int cOff) {
    double c0 = c[cOff];
    double c1 = c[cOff + 1];
    double c2 = c[cOff + 2];
    double c3 = c[cOff + 3];
    double c4 = c[cOff + 4];
    double c5 = c[cOff + 5];
    double c6 = c[cOff + 6];
    double c7 = c[cOff + 7];
    int from = bOff;
    for (int i = 0; i < k; i++) {
      double x = a[aOff + i];
      c0 = Math.fma(x, b[from], c0);
      c1 = Math.fma(x, b[from + 1], c1);
      c2 = Math.fma(x, b[from + 2], c2);
      c3 = Math.fma(x, b[from + 3], c3);
      c4 = Math.fma(x, b[from + 4], c4);
      c5 = Math.fma(x, b[from + 5], c5);
      c6 = Math.fma(x, b[from + 6], c6);
      c7 = Math.fma(x, b[from + 7], c7);
      from += ldb;
    }
    c[cOff] = c0;
    c[cOff + 1] = c1;
    c[cOff + 2] = c2;
    c[cOff + 3] = c3;
    c[cOff + 4] = c4;
    c[cOff + 5] = c5;
    c[cOff + 6] = c6;
    c[cOff + 7] = c7;
  }

  private static void few(
      int count, int k, double[] a, int aOff, double[] b, int bOff, int ldb, double[] c, int cOff) {
    for (int i = 0; i < k; i++) {
      double x = a[aOff + i];
      for (int j = 0; j < count; j++) {
        c[cOff + j] = Math.fma(x, b[bOff + i * ldb + j], c[cOff + j]);
      }
    }
  }
}
