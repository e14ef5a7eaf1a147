package org.poise.optimizer;

/**
 * Limits of some parameters (the trainable coefficients). First-order steps are projected: a
 * parameter that has left its interval is put back on the nearer end. Quasi-Newton methods keep a
 * parameter at its end while the loss falls outwards, and shorten a step to the first end that they
 * meet. The arrays are owned by this record and not to be changed.
 *
 * @param indices positions in θ
 * @param lower least value of each, −∞ where there is none
 * @param upper greatest value of each, +∞ where there is none
 */
public record Bounds(int[] indices, double[] lower, double[] upper) {

  /** Checks that the arrays belong together. */
  public Bounds {
    if (indices.length != lower.length || indices.length != upper.length) {
      throw new IllegalArgumentException(
          "bounds need one lower and one upper limit for each index, got "
              + lower.length
              + " and "
              + upper.length
              + " for "
              + indices.length);
    }
  }

  /** No limits. */
  public static Bounds none() {
    return new Bounds(new int[0], new double[0], new double[0]);
  }

  boolean isEmpty() {
    return indices.length == 0;
  }

  /** Puts every parameter back into its interval. */
  void project(double[] theta) {
    for (int k = 0; k < indices.length; k++) {
      int i = indices[k];
      theta[i] = Math.max(lower[k], Math.min(upper[k], theta[i]));
    }
  }

  /** Sets to zero what of a direction would leave the box at once. */
  void dropOutward(double[] theta, double[] direction) {
    for (int k = 0; k < indices.length; k++) {
      int i = indices[k];
      boolean outward =
          theta[i] <= lower[k] && direction[i] < 0 || theta[i] >= upper[k] && direction[i] > 0;
      if (outward) {
        direction[i] = 0;
      }
    }
  }

  /** The longest step along a direction that stays in the box; infinite where nothing limits it. */
  double longestStep(double[] theta, double[] direction) {
    double longest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < indices.length; k++) {
      int i = indices[k];
      if (direction[i] > 0) {
        longest = Math.min(longest, (upper[k] - theta[i]) / direction[i]);
      } else if (direction[i] < 0) {
        longest = Math.min(longest, (lower[k] - theta[i]) / direction[i]);
      }
    }
    return longest;
  }
}
