package org.poise.experiment;

/**
 * When training ends before its optimisers have taken all their steps. Zero switches a rule off.
 *
 * <p>What is watched is the largest relative L2 error over the quantities with known values; where
 * nothing is known, the sum of the blocks' held-out losses with all weights 1; without held-out
 * points, that of the training losses.
 *
 * @param target the value to reach
 * @param patience steps without a better value
 * @param minutes wall time
 */
public record Stop(double target, int patience, double minutes) {
  /** Checks the ranges. */
  public Stop {
    Checks.notNegative("target", target);
    Checks.atLeast("patience", patience, 0);
    Checks.notNegative("minutes", minutes);
  }

  /** Never before the optimisers' last step. */
  public static Stop never() {
    return new Stop(0, 0, 0);
  }
}
