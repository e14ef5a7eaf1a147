package org.poise.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Eigenvalues λ_1 ≥ … ≥ λ_n of a real symmetric matrix A, and its eigenvectors, by LAPACK's dsyevd
 * (divide and conquer; LAPACK Users' Guide, doi:10.1137/1.9780898719604). Errors of eigenvalues are
 * of the size n · 2⁻⁵² · ‖A‖₂. Unlike everything else in this library the last bits may differ
 * between machines; on one machine they repeat.
 *
 * @param values the eigenvalues, the largest first [n]
 * @param vectors eigenvectors of length 1, that of {@code values[k]} from k · n on [n × n]; empty
 *     where they were not asked for
 */
public record SymmetricEigen(double[] values, double[] vectors) {
  private static final double[] NONE = new double[0];

  /** Beyond it dsyevd's workspace of 1 + 6n + 2n² numbers overflows LAPACK's integers. */
  private static final int MOST_WITH_VECTORS = 32_766;

  /** A matrix by the rows of its lower triangle. */
  @FunctionalInterface
  public interface LowerRows {
    /** Writes A_i0 … A_ii into {@code row[0 … i]}. */
    void row(int i, double[] row);
  }

  /**
   * The eigenvalues alone. Takes 8n² bytes outside of Java's heap, and n³ · 4/3 operations.
   *
   * @throws IllegalArgumentException if an entry is not finite
   * @throws LapackException if LAPACK cannot be loaded here
   */
  public static double[] values(int n, LowerRows rows) {
    return compute(n, rows, false).values;
  }

  /** Eigenvalues and eigenvectors. Takes 24n² bytes outside of the heap, and 8n² in it. */
  public static SymmetricEigen of(int n, LowerRows rows) {
    return compute(n, rows, true);
  }

  private static SymmetricEigen compute(int n, LowerRows rows, boolean wanted) {
    if (wanted && n > MOST_WITH_VECTORS) {
      throw new LapackException(
          "LAPACK finds the eigenvectors of at most 32,766 rows, not of " + n, null);
    }
    Lapack.load();
    try (DoublePointer a = new DoublePointer((long) n * n);
        DoublePointer w = new DoublePointer(n)) {
      copy(n, rows, a);
      // Rows of the lower triangle are columns of the upper one.
      byte job = (byte) (wanted ? 'V' : 'N');
      int info = openblas.LAPACKE_dsyevd(openblas.LAPACK_COL_MAJOR, job, (byte) 'U', n, a, n, w);
      if (info != 0) {
        throw new LapackException("LAPACK's dsyevd did not converge (info = " + info + ")", null);
      }
      double[] values = new double[n];
      double[] vectors = wanted ? new double[Math.multiplyExact(n, n)] : NONE;
      double[] ascending = new double[n];
      w.get(ascending);
      for (int k = 0; k < n; k++) {
        values[k] = ascending[n - 1 - k];
        if (wanted) {
          a.position((long) (n - 1 - k) * n).get(vectors, k * n, n);
        }
      }
      a.position(0);
      return new SymmetricEigen(values, vectors);
    }
  }

  private static void copy(int n, LowerRows rows, DoublePointer a) {
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      rows.row(i, row);
      for (int j = 0; j <= i; j++) {
        if (!Double.isFinite(row[j])) {
          throw new IllegalArgumentException(
              "entry (" + i + ", " + j + ") of the matrix is " + row[j] + "; it must be finite");
        }
      }
      a.position((long) i * n).put(row, 0, n);
    }
    a.position(0);
  }
}
