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
}
