package org.poise.optimizer;

/** A loss L(θ) with its gradient. */
@FunctionalInterface
public interface Objective {
  /**
   * Evaluates the loss and its gradient.
   *
   * @param theta [p], not changed
   * @param gradient ∇L(θ) [p], overwritten; must not be {@code theta}
   * @return L(θ); not finite where the loss or its gradient is not
   */
  double evaluate(double[] theta, double[] gradient);

  /**
   * The largest eigenvalue of JᵀΛJ for an objective ½ ‖Λ^½ r‖² with J = ∂r/∂θ. Gradient descent is
   * stable for rates below 2 over it, as far as r is linear.
   *
   * @param theta [p], not changed
   * @throws UnsupportedOperationException if the objective is no sum of squares
   */
  default double largestCurvature(double[] theta) {
    throw new UnsupportedOperationException("only a sum of squares knows its curvature");
  }
}
