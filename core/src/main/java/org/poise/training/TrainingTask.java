package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.optimizer.Bounds;
import org.poise.residual.ResidualMap;

/** What a training works on. */
interface TrainingTask {
  MetricNames names();

  /** The residuals on the training points of a round. */
  ResidualMap training(long round);

  /** The residuals on held-out points. */
  @Nullable ResidualMap heldOut();

  /** Errors against the reference. */
  Errors errors(double[] theta);

  /** Positions in θ of the trainable coefficients. */
  int[] coefficients();

  Bounds bounds();

  /** Errors of each quantity with a reference. */
  record Errors(double[] relL2, double[] max) {}
}
