package org.poise.optimizer;

/** An approximation of the inverse Hessian H, learnt from pairs s = θ⁺ − θ and y = ∇L⁺ − ∇L. */
interface Curvature {
  /** Whether nothing has been learnt: H is the identity. */
  boolean isEmpty();

  /** Forgets all. */
  void clear();

  /** The objective is another one from now on: points or weights have changed. */
  void objectiveChanged();

  /**
   * Learns from a pair, unless its curvature is not positive.
   *
   * @param step α where s = −αH∇L(θ), NaN where s had another direction
   */
  void add(
      double[] theta, double[] thetaNext, double[] gradient, double[] gradientNext, double step);

  /** q ← H q. */
  void apply(double[] q);

  OptimizerState save();

  void restore(OptimizerState state);

  /**
   * Whether sᵀy is positive beyond the rounding of yᵀy, so that H stays positive definite with the
   * pair.
   */
  static boolean isPositive(double sy, double yy) {
    return sy > Math.ulp(1.0) * yy;
  }
}
