package org.poise.experiment;

/**
 * When the state of training is saved.
 *
 * @param every steps between checkpoints; 0 for none but the last
 * @param keep how many of the newest are kept
 */
public record CheckpointPolicy(int every, int keep) {
  /** Checks the ranges. */
  public CheckpointPolicy {
    Checks.atLeast("every", every, 0);
    Checks.atLeast("keep", keep, 1);
  }

  /** Every 1000 steps, the newest two kept. */
  public static CheckpointPolicy standard() {
    return new CheckpointPolicy(1000, 2);
  }
}
