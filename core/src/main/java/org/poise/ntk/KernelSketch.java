package org.poise.ntk;

/**
 * A sketch of the tangent kernel by products with random vectors, on the side of the parameters or
 * on that of the residuals. Besides its trace, {@link SketchedKernel} keeps the whole of it.
 */
public sealed interface KernelSketch extends TraceEstimator
    permits ParameterSketch, ResidualSketch {

  /** How products with J are found. */
  Derivative derivative();

  /** Distribution of the random vectors. */
  ProbeDistribution distribution();

  /** How many random vectors. */
  Probes probes();

  /**
   * Length of a difference's step in parameter space; 0 for √u ‖θ‖ (forward) and ∛u ‖θ‖ (central),
   * which balance rounding and remainder.
   */
  double step();

  /** The same with another number of random vectors. */
  KernelSketch withProbes(Probes probes);
}
