package org.poise.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.poise.optimizer.OptimizerState;

/**
 * All that the rest of a training depends on, between two steps: continuing from a saved state
 * gives the same bits as going on. Random streams need no state of their own, since a draw depends
 * on seed, purpose and round only. The arrays belong to the state and are not to be changed.
 *
 * @param step steps taken, over all optimisers
 * @param phase index of the optimiser in force
 * @param phaseStep steps that it has taken
 * @param round round of the training points
 * @param drawnAt step before which they were drawn
 * @param measuredAt step of the last measurement; −1 before the first
 * @param theta θ [p]
 * @param optimizer state of the optimiser in force
 * @param weights weights in force
 * @param best the best model of those measured; null before the first measurement
 * @param seconds training time so far
 * @param weightSeconds what of it the weights cost
 * @param ntk what reports on the tangent kernel go on from; null before the first or without them
 */
public record TrainingState(
    long step,
    int phase,
    int phaseStep,
    long round,
    long drawnAt,
    long measuredAt,
    double[] theta,
    OptimizerState optimizer,
    WeightState weights,
    @Nullable Best best,
    double seconds,
    double weightSeconds,
    @Nullable NtkState ntk) {

  /** What of the training time reports on the tangent kernel took. */
  public double ntkSeconds() {
    return ntk == null ? 0 : ntk.seconds();
  }

  /** Before the first step, from given parameters. */
  static TrainingState start(double[] theta, int groups) {
    double[] ones = new double[groups];
    Arrays.fill(ones, 1);
    return new TrainingState(
        0, 0, 0, 0, 0, -1, theta, OptimizerState.none(), WeightState.start(ones), null, 0, 0, null);
  }
}
