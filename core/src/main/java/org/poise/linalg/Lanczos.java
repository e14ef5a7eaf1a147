package org.poise.linalg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.poise.linalg.Streams.Purpose;

/**
 * The largest eigenvalue of a symmetric operator by the method of Lanczos with full
 * reorthogonalisation (Golub and Van Loan, Matrix Computations, 4th edition, algorithms 10.1.1 and
 * section 10.3.5), from a start that is fixed for each n. The same bits everywhere.
 *
 * @param largest the largest eigenvalue μ of the operator on the Krylov space; never above the
 *     operator's own by more than rounding
 * @param error bound ‖A x − μ x‖ of the distance to an eigenvalue of A
 * @param products times that the operator was applied
 */
public record Lanczos(double largest, double error, int products) {
  private static final int BISECTIONS = 200;

  /** A symmetric operator on vectors of a length n. */
  @FunctionalInterface
  public interface Operator {
    /** Writes A x into y; the arrays [n] differ. */
    void apply(double[] x, double[] y);
  }

  /**
   * Finds the largest eigenvalue of a positive semidefinite operator.
   *
   * @param n length of the vectors, at least 1
   * @param tolerance ends once the error bound is below {@code tolerance · largest}
   * @param most products at most; memory is n times as many doubles
   */
  public static Lanczos largest(int n, Operator operator, double tolerance, int most) {
    int steps = Math.min(n, most);
    double[][] basis = new double[steps][];
    double[] alpha = new double[steps];
    double[] beta = new double[steps];
    double[] x = start(n);
    Lanczos found = new Lanczos(0, 0, 0);
    for (int k = 0; k < steps; k++) {
      basis[k] = x;
      double[] y = new double[n];
      operator.apply(x, y);
      alpha[k] = Dense.dot(n, x, 0, y, 0);
      // Twice is enough (Parlett, The Symmetric Eigenvalue Problem, section 6.9).
      orthogonalize(n, basis, k + 1, y);
      orthogonalize(n, basis, k + 1, y);
      beta[k] = Dense.norm2(n, y, 0);
      double mu = largestOf(k + 1, alpha, beta);
      double error = beta[k] * lastComponent(k + 1, alpha, beta, mu);
      found = new Lanczos(mu, error, k + 1);
      if (!(error > tolerance * mu)) {
        break;
      }
      for (int i = 0; i < n; i++) {
        y[i] /= beta[k];
      }
      x = y;
    }
    return found;
  }

  private static double[] start(int n) {
    RandomGenerator random = Streams.of(0, Purpose.PROBES, 0);
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = Streams.gaussian(random);
    }
    double norm = Dense.norm2(n, x, 0);
    for (int i = 0; i < n; i++) {
      x[i] /= norm;
    }
    return x;
  }

  private static void orthogonalize(int n, double[][] basis, int count, double[] y) {
    for (int k = 0; k < count; k++) {
      Dense.axpy(n, -Dense.dot(n, basis[k], 0, y, 0), basis[k], 0, y, 0);
    }
  }

  /** The largest eigenvalue of the tridiagonal matrix [m × m], by bisection. */
  private static double largestOf(int m, double[] alpha, double[] beta) {
    double low = alpha[0];
    double high = alpha[0];
    for (int i = 0; i < m; i++) {
      double radius = (i > 0 ? beta[i - 1] : 0) + (i + 1 < m ? beta[i] : 0);
      low = Math.max(low, alpha[i]);
      high = Math.max(high, alpha[i] + radius);
    }
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = low + (high - low) / 2;
      if (!(middle > low && middle < high)) {
        break;
      }
      if (isAbove(m, alpha, beta, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Whether σ is above all eigenvalues: σI − T has only positive pivots. */
  private static boolean isAbove(int m, double[] alpha, double[] beta, double sigma) {
    double pivot = sigma - alpha[0];
    for (int i = 1; i < m && pivot > 0; i++) {
      pivot = sigma - alpha[i] - beta[i - 1] * beta[i - 1] / pivot;
    }
    return pivot > 0;
  }

  /**
   * The last component of the unit eigenvector for the largest eigenvalue, by inverse iteration
   * with a shift just above it, where the matrix is positive definite.
   */
  private static double lastComponent(int m, double[] alpha, double[] beta, double mu) {
    double sigma = mu + 1e-12 * Math.abs(mu) + Double.MIN_NORMAL;
    double[] pivots = new double[m];
    double[] s = new double[m];
    Arrays.fill(s, 1);
    for (int round = 0; round < 4; round++) {
      pivots[0] = sigma - alpha[0];
      for (int i = 1; i < m; i++) {
        double factor = beta[i - 1] / pivots[i - 1];
        pivots[i] = sigma - alpha[i] - beta[i - 1] * factor;
        s[i] += factor * s[i - 1];
      }
      s[m - 1] /= pivots[m - 1];
      for (int i = m - 2; i >= 0; i--) {
        s[i] = (s[i] + beta[i] * s[i + 1]) / pivots[i];
      }
      double norm = Dense.norm2(m, s, 0);
      for (int i = 0; i < m; i++) {
        s[i] /= norm;
      }
    }
    return Math.abs(s[m - 1]);
  }
}
