package org.poise.linalg;

/**
 * Orthonormal bases by Gram and Schmidt's process, done twice (Giraud, Langou and Rozložník,
 * doi:10.1016/j.camwa.2005.08.009). Sums have one order, so the bits are the same everywhere.
 */
public final class Orthonormal {
  /** What is left of a vector must be more than this share of it. */
  private static final double INDEPENDENT = 1e-12;

  private Orthonormal() {}

  /**
   * Makes the rows of a matrix orthonormal, and drops those that depend on the ones before.
   *
   * @param rows [count × n], overwritten; the basis comes first
   * @return the number of rows of the basis
   */
  public static int rows(int count, int n, double[] rows) {
    int rank = 0;
    for (int k = 0; k < count; k++) {
      int at = rank * n;
      System.arraycopy(rows, k * n, rows, at, n);
      double before = Dense.norm2(n, rows, at);
      project(rank, n, rows, rows, at);
      double after = Dense.norm2(n, rows, at);
      if (after > INDEPENDENT * before) {
        for (int i = 0; i < n; i++) {
          rows[at + i] /= after;
        }
        rank++;
      }
    }
    return rank;
  }

  /**
   * Takes the components along a basis out of a vector: x ← (I − QᵀQ) x.
   *
   * @param basis orthonormal rows [rank × n]
   * @param x [n] at the offset
   */
  public static void project(int rank, int n, double[] basis, double[] x, int offset) {
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < rank; k++) {
        double along = Dense.dot(n, basis, k * n, x, offset);
        Dense.axpy(n, -along, basis, k * n, x, offset);
      }
    }
  }
}
