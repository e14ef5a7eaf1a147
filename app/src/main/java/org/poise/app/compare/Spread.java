package org.poise.app.compare;

import java.util.Arrays;

/**
 * Where a sample lies, by its order statistics. Quantiles interpolate linearly between neighbouring
 * order statistics (type 7 of Hyndman and Fan, doi:10.1080/00031305.1996.10473566). A value may be
 * +∞; of an empty sample everything is NaN.
 *
 * @param min the least value
 * @param lower the lower quartile
 * @param median the median
 * @param upper the upper quartile
 * @param max the greatest value
 */
public record Spread(double min, double lower, double median, double upper, double max) {

  /** The spread of values in any order, which are not changed. */
  public static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(
        quantile(sorted, 0),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 1));
  }

  private static double quantile(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = (sorted.length - 1) * p;
    int below = (int) rank;
    double fraction = rank - below;
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    // Without the test, two infinities would differ by NaN, and nothing of one be NaN too.
    return fraction == 0 || low == high ? low : low + fraction * (high - low);
  }
}
