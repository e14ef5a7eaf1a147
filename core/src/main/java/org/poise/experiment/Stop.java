package org.poise.experiment;

/**
 * When training ends before its optimisers have taken all their steps. Zero switches a rule off.
 *
 * @param target the relative L2 error to reach: the largest over the quantities of the reference;
 *     where there is no reference, the value that the loss with all weights 1 is to reach
 * @param patience steps without a better value of the same measure
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
