package org.poise.training;

/**
 * What the weights cost on the clock. For a sweep that also gave a gradient, that is what it took
 * beyond the mean of the steps without row norms, or, where there are none, the share of the
 * counted operations. A sweep of its own counts for at most two such means where there are any:
 * what the first one takes beyond that is the warming up of the virtual machine, which the first
 * step would have had to bear.
 */
final class WeightCost {
  private static final double NANOS = 1e9;

  private double seconds;
  private long coldNanos;
  private long plainNanos;
  private long plainSteps;

  WeightCost(double secondsBefore) {
    seconds = secondsBefore;
  }

  /** Time that went into weights alone. */
  void spent(long nanos) {
    seconds += nanos / NANOS;
  }

  /** A sweep of its own, with its update. */
  void sweep(long nanos) {
    if (plainSteps == 0) {
      coldNanos += nanos;
    } else {
      seconds += Math.min(nanos, 2 * plainMean()) / NANOS;
    }
  }

  /**
   * A step.
   *
   * @param share of the operations that are for row norms, if there are any
   */
  void step(long nanos, boolean withRowNorms, double share) {
    if (!withRowNorms) {
      plainNanos += nanos;
      plainSteps++;
    } else if (plainSteps > 0) {
      seconds += Math.max(0, nanos - plainMean()) / NANOS;
    } else {
      seconds += share * nanos / NANOS;
    }
  }

  private double plainMean() {
    return (double) plainNanos / plainSteps;
  }

  double seconds() {
    double cold = plainSteps == 0 ? coldNanos : Math.min(coldNanos, 2 * plainMean());
    return seconds + cold / NANOS;
  }
}
