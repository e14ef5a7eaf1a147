package org.poise.ntk;

/**
 * How the traces Tr K_ii of the diagonal blocks of the neural tangent kernel are found, where K_ii
 * = J_i J_iᵀ and J_i is the Jacobian of block i with respect to the parameters.
 */
public sealed interface TraceEstimator permits TraceEstimator.Exact {

  /** The name of the estimator in a problem file. */
  String label();

  /**
   * The exact traces, summed from the row norms ‖∂r_j/∂θ‖² that the gradient sweep leaves behind.
   * No error and nearly no cost.
   */
  record Exact() implements TraceEstimator {
    @Override
    public String label() {
      return "exact";
    }
  }
}
