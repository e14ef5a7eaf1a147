package org.poise.linalg;

/**
 * Products of vectors in flat arrays. Sums run over eight interleaved lanes with fused
 * multiply-adds, folded in one fixed order, so that their bits do not depend on the machine.
 */
public final class Dense {
  private Dense() {}

  /** xᵀy of vectors of length {@code n} that start at offsets. */
  public static double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      s0 = Math.fma(x[xOff + i], y[yOff + i], s0);
      s1 = Math.fma(x[xOff + i + 1], y[yOff + i + 1], s1);
      s2 = Math.fma(x[xOff + i + 2], y[yOff + i + 2], s2);
      s3 = Math.fma(x[xOff + i + 3], y[yOff + i + 3], s3);
      s4 = Math.fma(x[xOff + i + 4], y[yOff + i + 4], s4);
      s5 = Math.fma(x[xOff + i + 5], y[yOff + i + 5], s5);
      s6 = Math.fma(x[xOff + i + 6], y[yOff + i + 6], s6);
      s7 = Math.fma(x[xOff + i + 7], y[yOff + i + 7], s7);
    }
    double rest = 0;
    for (; i < n; i++) {
      rest = Math.fma(x[xOff + i], y[yOff + i], rest);
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)) + rest;
  }

  /** ‖x‖₂. Overflows where a square does. */
  public static double norm2(int n, double[] x, int xOff) {
    return Math.sqrt(dot(n, x, xOff, x, xOff));
  }

  /** y ← y + αx. */
  public static void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = Math.fma(alpha, x[xOff + i], y[yOff + i]);
    }
  }
}
