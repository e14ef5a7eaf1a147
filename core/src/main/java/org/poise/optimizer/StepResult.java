package org.poise.optimizer;

/** What became of one step of an optimiser. */
public enum StepResult {
  /** θ has moved. */
  MOVED,
  /** θ stays: the gradient is as small as was asked for. */
  CONVERGED,
  /** θ stays: no step along the direction of descent lowers the loss any further. */
  STALLED,
  /** θ stays: the loss or its gradient at θ is not finite. */
  NON_FINITE
}
