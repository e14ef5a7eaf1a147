package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

/** Sums of regions of one array, which do not overlap. */
final class Planes {
  private Planes() {}

  /** to = from, or to += from. */
  static void copy(double[] w, int n, int from, int to, boolean add) {
    if (add) {
      OPS.add(n, w, from, w, to);
    } else {
      System.arraycopy(w, from, w, to, n);
    }
  }

  /** to = scale · from, or to += scale · from. */
  static void scaled(double[] w, int n, double scale, int from, int to, boolean add) {
    if (add) {
      OPS.axpy(n, scale, w, from, w, to);
    } else {
      System.arraycopy(w, from, w, to, n);
      OPS.scale(n, scale, w, to);
    }
  }
}
