package org.poise.problem;

/**
 * A closed interval of one coordinate.
 *
 * @param lower lower end, finite
 * @param upper upper end, finite and above the lower
 */
public record Interval(double lower, double upper) {
  /** Checks the ends. */
  public Interval {
    if (!(lower < upper) || !Double.isFinite(upper - lower)) {
      throw new IllegalArgumentException(
          "the lower end must be below the upper and both finite, not ["
              + lower
              + ", "
              + upper
              + "]");
    }
  }

  /** Upper minus lower end. */
  public double length() {
    return upper - lower;
  }

  /** Whether the closed interval holds a value. */
  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }

  /** The point at a fraction of the way from the lower to the upper end; never beyond an end. */
  public double at(double fraction) {
    return Math.clamp(Math.fma(fraction, length(), lower), lower, upper);
  }

  @Override
  public String toString() {
    return "[" + lower + ", " + upper + "]";
  }
}
