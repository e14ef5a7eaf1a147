package org.poise.app.reproduce;

/**
 * How steadily a loss falls, by the increments d_i of its logarithm from one measurement to the
 * next.
 *
 * @param deviation √(Σ (d_(i+1) − d_i)² / 2n) over the n pairs of neighbouring increments: their
 *     standard deviation if they are independent, and hardly anything where the loss falls
 *     smoothly, however fast (von Neumann et al., "The mean square successive difference", Annals
 *     of Mathematical Statistics 12, 1941)
 * @param rises the share of increments above 0
 */
record Steadiness(double deviation, double rises) {
  /** Of a training that failed in its numerics. */
  static final Steadiness NONE = new Steadiness(Double.POSITIVE_INFINITY, Double.NaN);

  /**
   * That of the last half of a training.
   *
   * @param losses of the whole training, positive; at least five
   */
  static Steadiness ofLastHalf(double[] losses) {
    int first = losses.length / 2;
    int increments = losses.length - 1 - first;
    if (increments < 2) {
      throw new IllegalArgumentException("needs five losses or more, not " + losses.length);
    }
    double squares = 0;
    int rises = 0;
    double before = Double.NaN;
    for (int i = first; i < losses.length - 1; i++) {
      double increment = StrictMath.log(losses[i + 1] / losses[i]);
      rises += increment > 0 ? 1 : 0;
      if (i > first) {
        squares += (increment - before) * (increment - before);
      }
      before = increment;
    }
    return new Steadiness(Math.sqrt(squares / (2 * (increments - 1))), (double) rises / increments);
  }
}
