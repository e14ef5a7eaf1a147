package org.poise.residual;

import org.jspecify.annotations.Nullable;

/**
 * A physics-based loss as a map r: θ ∈ R^p → r(θ) ∈ R^N on fixed points, with J = ∂r/∂θ [N × p] and
 * the tangent kernel K = J Jᵀ [N × N].
 *
 * <p>Arrays belong to the caller. Outputs are overwritten and must not alias inputs. An
 * implementation may be used by one thread at a time; it may use several inside.
 */
public interface ResidualMap {
  /** Length p of θ. */
  int parameters();

  /** The rows, by loss term. */
  Blocks blocks();

  /**
   * Evaluates r(θ).
   *
   * @param theta [p]
   * @param r [N], overwritten
   */
  void residuals(double[] theta, double[] r);

  /**
   * Evaluates g = Jᵀ(w ∘ r + c), with r and, in the same sweep, the diagonal of K.
   *
   * @param theta [p]
   * @param w weight of each row [N]
   * @param c offset of each row [N], or null for none
   * @param g [p], overwritten
   * @param r [N], overwritten
   * @param rowNorms [N], overwritten with K_jj = ‖∂r_j/∂θ‖²; null where they are not wanted
   */
  void gradient(
      double[] theta,
      double[] w,
      double @Nullable [] c,
      double[] g,
      double[] r,
      double @Nullable [] rowNorms);

  /**
   * Applies J to vectors.
   *
   * @param theta [p]
   * @param s number of vectors
   * @param v [s × p], one vector after the other
   * @param out J v_k [s × N], overwritten
   */
  void jvp(double[] theta, int s, double[] v, double[] out);

  /**
   * Applies Jᵀ to vectors.
   *
   * @param theta [p]
   * @param s number of vectors
   * @param w [s × N], one vector after the other
   * @param out Jᵀ w_k [s × p], overwritten
   */
  void vjp(double[] theta, int s, double[] w, double[] out);

  /**
   * What the operations cost. Unless an implementation counts its own, a row costs a product with θ
   * in a sweep, a gradient three sweeps, and row norms a tenth of a sweep more.
   */
  default SweepCosts costs() {
    double sweep = 2.0 * blocks().rows() * parameters();
    return new SweepCosts(sweep, 3 * sweep, 0.1 * sweep);
  }

  /** Hands J to a visitor in panels of rows. */
  void jacobian(double[] theta, PanelVisitor visitor);

  /**
   * Hands K = J Jᵀ to a visitor in panels of rows, each only up to its last row's diagonal entry:
   * {@code columns} is {@code firstRow + rows}, and what lies beyond follows from symmetry.
   */
  void kernel(double[] theta, PanelVisitor visitor);
}
