package org.poise.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.NtkReportPolicy;
import org.poise.experiment.Stop;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.QuasiNewton;
import org.poise.weighting.LossWeighting;

/**
 * What a training does with its task.
 *
 * @param weights rule for the weights
 * @param optimizers one after the other
 * @param resample steps between new points in first-order phases; 0 for fixed points
 * @param stop when to end early
 * @param measureEvery steps between measurements
 * @param checkpointEvery steps between checkpoints; 0 for none but the first and the last
 * @param ntkReport when to report on the tangent kernel; null for never
 */
record TrainingPlan(
    LossWeighting weights,
    List<Optimizer> optimizers,
    int resample,
    Stop stop,
    int measureEvery,
    int checkpointEvery,
    @Nullable NtkReportPolicy ntkReport) {

  TrainingPlan {
    optimizers = List.copyOf(optimizers);
  }

  long totalSteps() {
    return optimizers.stream().mapToLong(Optimizer::steps).sum();
  }

  /** Whether the first training points are those of every step. */
  boolean keepsPoints() {
    return resample == 0
        && optimizers.stream().noneMatch(o -> o instanceof QuasiNewton q && q.resample() > 0);
  }

  /**
   * Whether new points are due before a step. A phase with memory keeps the points that it starts
   * with.
   */
  boolean drawDue(long step, int phase, int phaseStep, boolean memory) {
    if (!memory) {
      return resample > 0 && step > 0 && step % resample == 0;
    }
    int every = optimizers.get(phase) instanceof QuasiNewton q ? q.resample() : 0;
    return every > 0 && phaseStep > 0 && phaseStep % every == 0;
  }
}
