package org.poise.training;

import java.util.List;
import org.poise.experiment.Stop;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
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
 */
record TrainingPlan(
    LossWeighting weights,
    List<Optimizer> optimizers,
    int resample,
    Stop stop,
    int measureEvery,
    int checkpointEvery) {

  TrainingPlan {
    optimizers = List.copyOf(optimizers);
  }

  long totalSteps() {
    return optimizers.stream().mapToLong(Optimizer::steps).sum();
  }

  /**
   * Whether new points are due before a step. A phase with memory keeps the points that it starts
   * with.
   */
  boolean drawDue(long step, int phase, int phaseStep, boolean memory) {
    if (!memory) {
      return resample > 0 && step > 0 && step % resample == 0;
    }
    int every = optimizers.get(phase) instanceof Lbfgs lbfgs ? lbfgs.resample() : 0;
    return every > 0 && phaseStep > 0 && phaseStep % every == 0;
  }
}
