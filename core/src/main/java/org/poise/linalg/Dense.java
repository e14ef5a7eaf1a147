package org.poise.linalg;

import static org.poise.linalg.internal.Ops.OPS;

/**
 * Products of vectors in flat arrays. Sums run over eight interleaved lanes with fused
 * multiply-adds, folded in one fixed order, so that their bits do not depend on the machine.
 */
public final class Dense {
  private Dense() {}

  /** xᵀy of vectors of length {@code n} that start at offsets. */
  public static double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    return OPS.dot(n, x, xOff, y, yOff);
  }

  /** ‖x‖₂. Overflows where a square does. */
  public static double norm2(int n, double[] x, int xOff) {
    return Math.sqrt(dot(n, x, xOff, x, xOff));
  }

  /** y ← y + αx. */
  public static void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    OPS.axpy(n, alpha, x, xOff, y, yOff);
  }
}
