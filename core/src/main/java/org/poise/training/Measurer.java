package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.residual.ResidualMap;

/** Measures losses and errors, and remembers the best model. */
final class Measurer {
  private final TrainingTask task;
  private final WeightedObjective objective;
  private final @Nullable ResidualMap heldOut;
  private final double[] heldOutResiduals;
  private @Nullable Best best;

  Measurer(TrainingTask task, WeightedObjective objective, @Nullable Best best) {
    this.task = task;
    this.objective = objective;
    this.best = best;
    heldOut = task.heldOut();
    heldOutResiduals = new double[heldOut == null ? 0 : heldOut.blocks().rows()];
  }

  Metrics measure(long step, double seconds, double[] theta, double @Nullable [] traces) {
    double loss = objective.measure(theta);
    double[] losses = objective.losses().clone();
    TrainingTask.Errors errors = task.errors(theta);
    int[] indices = task.coefficients();
    double[] coefficients = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      coefficients[i] = theta[indices[i]];
    }
    Metrics metrics =
        new Metrics(
            step,
            seconds,
            loss,
            losses,
            objective.weights().byGroup(),
            traces,
            heldOutLosses(theta),
            errors.relL2(),
            errors.max(),
            coefficients);
    double value = metrics.monitor();
    if (Double.isFinite(value) && (best == null || value < best.value())) {
      best = new Best(step, value, theta.clone());
    }
    return metrics;
  }

  /** The term whose held-out residuals are not finite, if there is one. */
  @Nullable Diagnosis nonFinite(Metrics metrics) {
    double[] losses = metrics.heldOut();
    for (int i = 0; losses != null && i < losses.length; i++) {
      if (!Double.isFinite(losses[i])) {
        return new Diagnosis(task.names().blocks().get(i), "held-out residual");
      }
    }
    return null;
  }

  private double @Nullable [] heldOutLosses(double[] theta) {
    if (heldOut == null) {
      return null;
    }
    heldOut.residuals(theta, heldOutResiduals);
    double[] losses = new double[heldOut.blocks().blocks().size()];
    WeightedObjective.blockLosses(heldOut.blocks(), heldOutResiduals, losses);
    return losses;
  }

  @Nullable Best best() {
    return best;
  }
}
