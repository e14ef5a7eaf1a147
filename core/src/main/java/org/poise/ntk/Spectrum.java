package org.poise.ntk;

import java.util.stream.IntStream;
import org.poise.linalg.SymmetricEigen;
import org.poise.residual.Block;

/**
 * The eigenvalues of a tangent kernel, or of a part of it. Eigenvalues below {@link #ROUNDING}
 * times the largest are rounding: K is positive semidefinite, and what LAPACK finds there, negative
 * numbers too, says nothing about it.
 *
 * @param values μ_1 ≥ μ_2 ≥ …
 */
public record Spectrum(double[] values) {
  /** Share of the largest eigenvalue below which an eigenvalue is rounding. */
  public static final double ROUNDING = 1e-10;

  /** The spectrum of K. */
  public static Spectrum of(TangentKernel kernel) {
    return of(kernel, 0, kernel.rows());
  }

  /** The spectrum of the diagonal block K_ii. */
  public static Spectrum of(TangentKernel kernel, Block block) {
    return of(kernel, block.start(), block.count());
  }

  private static Spectrum of(TangentKernel kernel, int start, int count) {
    double[] k = kernel.values();
    int n = kernel.rows();
    return new Spectrum(
        SymmetricEigen.values(
            count, (i, row) -> System.arraycopy(k, (start + i) * n + start, row, 0, i + 1)));
  }

  /**
   * The spectrum of Λ^½ K Λ^½, which decides on the stability and the speed of gradient descent.
   *
   * @param lambda diagonal of Λ [N], not negative
   */
  public static Spectrum weighted(TangentKernel kernel, double[] lambda) {
    return new Spectrum(SymmetricEigen.values(kernel.rows(), weightedRows(kernel, lambda)));
  }

  /** Λ^½ K Λ^½ by its rows. */
  static SymmetricEigen.LowerRows weightedRows(TangentKernel kernel, double[] lambda) {
    double[] k = kernel.values();
    int n = kernel.rows();
    double[] root = squareRoots(lambda);
    return (i, row) -> {
      for (int j = 0; j <= i; j++) {
        row[j] = root[i] * root[j] * k[i * n + j];
      }
    };
  }

  static double[] squareRoots(double[] lambda) {
    double[] root = new double[lambda.length];
    for (int j = 0; j < root.length; j++) {
      root[j] = Math.sqrt(lambda[j]);
    }
    return root;
  }

  /**
   * Some indices from 0 to {@code count} − 1, the first and the last among them, evenly spread in
   * the logarithm of the place, so that a curve through them looks like one through all.
   *
   * @param most how many, about
   */
  public static int[] spread(int count, int most) {
    double each = StrictMath.log(count) / most;
    return IntStream.range(0, count)
        .filter(k ->
            k == 0
                || k == count - 1
                || (int) (StrictMath.log(k + 1) / each) > (int) (StrictMath.log(k) / each))
        .toArray();
  }

  /** The largest eigenvalue. */
  public double largest() {
    return values[0];
  }

  /** How many eigenvalues, the first ones, are above rounding. */
  public int aboveRounding() {
    int count = 0;
    while (count < values.length && values[count] > ROUNDING * values[0]) {
      count++;
    }
    return count;
  }

  /** The smallest eigenvalue above rounding; NaN for the zero matrix. */
  public double smallest() {
    int count = aboveRounding();
    return count == 0 ? Double.NaN : values[count - 1];
  }

  /** The largest eigenvalue over the smallest above rounding; NaN for the zero matrix. */
  public double condition() {
    return largest() / smallest();
  }

  /**
   * The effective rank exp(−Σ_k p_k log p_k) with p_k = μ_k / Σ_l μ_l over the eigenvalues above
   * rounding: n where all n are equal, 1 where there is but one. Roy and Vetterli, "The effective
   * rank: a measure of effective dimensionality", EUSIPCO 2007, definition 1.
   */
  public double effectiveRank() {
    int count = aboveRounding();
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += values[k];
    }
    double entropy = 0;
    for (int k = 0; k < count; k++) {
      double p = values[k] / sum;
      entropy -= p * StrictMath.log(p);
    }
    return count == 0 ? 0 : StrictMath.exp(entropy);
  }
}
