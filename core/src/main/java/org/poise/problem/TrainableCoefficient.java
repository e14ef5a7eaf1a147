package org.poise.problem;

/**
 * A number in the equations that is found by training, as in inverse problems.
 *
 * @param name its name in formulas
 * @param initial the value that training starts from, within the bounds
 * @param min least value; −∞ where there is none
 * @param max greatest value; +∞ where there is none
 */
public record TrainableCoefficient(String name, double initial, double min, double max) {
  /** Checks that the initial value is finite and within the bounds. */
  public TrainableCoefficient {
    if (!(min < max)) {
      throw new IllegalArgumentException("min must be below max, not " + min + " and " + max);
    }
    if (!Double.isFinite(initial) || initial < min || initial > max) {
      throw new IllegalArgumentException(
          "the initial value must be finite and within [" + min + ", " + max + "], not " + initial);
    }
  }

  /** A coefficient without bounds. */
  public static TrainableCoefficient of(String name, double initial) {
    return new TrainableCoefficient(
        name, initial, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }
}
