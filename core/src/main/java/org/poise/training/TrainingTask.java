package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.experiment.NtkReportPolicy;
import org.poise.linalg.Team;
import org.poise.optimizer.Bounds;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Groups;
import org.poise.weighting.WeighingStart;

/** What a training works on. */
interface TrainingTask {
  MetricNames names();

  /** The training points of a round. */
  TrainingPoints training(long round);

  /** The residuals on the first training points, or on some of each set. */
  ResidualMap first(NtkReportPolicy taken);

  /** What a weighting scheme starts from, on the points of the first round. */
  WeighingStart weighing(Groups groups);

  /** The residuals on held-out points. */
  @Nullable ResidualMap heldOut();

  /** Errors against the reference. */
  Errors errors(double[] theta);

  /** Positions in θ of the trainable coefficients. */
  int[] coefficients();

  Bounds bounds();

  /** Threads that may help where the residuals' are idle. */
  Team team();

  /** Errors of each quantity with a reference. */
  record Errors(double[] relL2, double[] max) {}
}
