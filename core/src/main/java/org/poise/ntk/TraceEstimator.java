package org.poise.ntk;

import org.poise.residual.ResidualMap;

/**
 * How the traces Tr K_ii of the diagonal blocks of the neural tangent kernel are found, where K_ii
 * = J_i J_iᵀ and J_i is the Jacobian of block i with respect to the parameters. A description;
 * {@link #start} gives the estimator at work.
 */
public sealed interface TraceEstimator
    permits ExactTraces,
        KernelSketch,
        OneSidedSketch,
        TrackedTraces,
        CheapestTraces,
        TraceEstimator.Custom {

  /** The name of the estimator in a problem file. */
  String label();

  /**
   * Starts the estimator.
   *
   * @param seed of its random vectors
   */
  TraceEstimation start(long seed);

  /**
   * Estimates once, outside a training.
   *
   * @param map residuals on some points
   * @param theta θ [p]
   * @param seed of the random vectors
   */
  default TraceEstimate estimate(ResidualMap map, double[] theta, long seed) {
    return start(seed).estimate(TracePoint.of(map, theta));
  }

  /** An estimator of the user's own. */
  non-sealed interface Custom extends TraceEstimator {}
}
