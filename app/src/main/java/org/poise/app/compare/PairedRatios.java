package org.poise.app.compare;

/**
 * Errors of one scheme over those of another, seed by seed. Below 1 the first is better.
 *
 * @param ratios one for each seed
 * @param median their median
 * @param interval a confidence interval for the median of the ratios' distribution
 * @param better in how many seeds the first has the smaller error
 */
public record PairedRatios(double[] ratios, double median, MedianInterval interval, int better) {
  /** The level that intervals are to have, if there are seeds enough. */
  public static final double LEVEL = 0.95;

  /**
   * The ratios of two samples in the order of the same seeds. An error of +∞ is that of a run that
   * failed: the ratio is +∞ or 0 if one run failed, and 1, no difference, if both did.
   *
   * @param errors of one scheme, none negative, at least one
   * @param baseline of the other
   */
  public static PairedRatios of(double[] errors, double[] baseline) {
    double[] ratios = new double[errors.length];
    int better = 0;
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = errors[i] == baseline[i] ? 1 : errors[i] / baseline[i];
      better += errors[i] < baseline[i] ? 1 : 0;
    }
    return new PairedRatios(
        ratios, Spread.of(ratios).median(), MedianInterval.of(LEVEL, ratios), better);
  }
}
