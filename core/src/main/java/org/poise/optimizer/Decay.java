package org.poise.optimizer;

/**
 * Exponential decay of a learning rate: step t, counted from 0, has rate · factor^(t/every), with
 * t/every rounded down if {@code staircase}.
 *
 * @param factor factor, 0 &lt; factor ≤ 1
 * @param every steps over which the rate falls by the factor
 * @param staircase whether the rate falls at once every {@code every} steps instead of smoothly
 */
public record Decay(double factor, int every, boolean staircase) {

  /** Checks the ranges. */
  public Decay {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("decay factor must be in (0, 1], not " + factor);
    }
    Checks.atLeast("decay every", every, 1);
  }

  /** The factor on the rate at step {@code t}. */
  public double at(long t) {
    double periods = staircase ? (double) (t / every) : (double) t / every;
    return StrictMath.pow(factor, periods);
  }
}
