package org.poise.optimizer;

/** A started optimiser. It owns its working arrays; steps allocate none. */
public interface Stepper {
  /**
   * Takes one step.
   *
   * @param objective evaluated at θ, and at trial points where the optimiser searches along a line
   * @param theta θ [p], moved in place; as it was unless the result is {@link StepResult#MOVED}
   */
  StepResult step(Objective objective, double[] theta);

  /**
   * Whether the stepper relates values or gradients of different steps, so that it has to hear of
   * every change of the objective through {@link #reset}. A stepper that does not evaluates the
   * objective exactly once a step, at θ.
   */
  boolean hasMemory();

  /**
   * The rate η of the last step, if it was θ ← θ − η ∇L and nothing more; NaN for every other kind
   * of step.
   */
  default double rate() {
    return Double.NaN;
  }

  /** Forgets what belongs to the objective as it was: weights or points have changed. */
  void reset();

  /** A copy of all that later steps depend on. */
  OptimizerState save();

  /**
   * Continues from a saved state of the same optimiser.
   *
   * @throws IllegalArgumentException if the state is of another optimiser or of another size
   */
  void restore(OptimizerState state);
}
