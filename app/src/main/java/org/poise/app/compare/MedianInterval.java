package org.poise.app.compare;

import java.util.Arrays;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * A confidence interval for a median that holds for every distribution: from the k-th to the
 * (n+1−k)-th of n order statistics. The number of values below the median is binomial with chance
 * ½, so the interval contains it with probability 1 − 2 P(B ≤ k−1), or more where values may
 * coincide (David and Nagaraja, Order Statistics, doi:10.1002/0471722162, section 7.1).
 *
 * @param lower the lower end
 * @param upper the upper end
 * @param lowerRank k, counted from 1
 * @param upperRank n+1−k
 * @param level the probability that it attains, which is seldom just the one asked for
 */
public record MedianInterval(
    double lower, double upper, int lowerRank, int upperRank, double level) {

  /**
   * The shortest such interval of at least a level; from the least to the greatest value, with the
   * lower level that this attains, where the values are too few.
   *
   * @param level 0 to 1
   * @param values at least one, in any order; not changed
   */
  public static MedianInterval of(double level, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int k = 1;
    while (2 * (k + 1) <= n && attained(n, k + 1) >= level) {
      k++;
    }
    return new MedianInterval(sorted[k - 1], sorted[n - k], k, n + 1 - k, attained(n, k));
  }

  /** The least number of values from which an interval of a level below 1 can be had. */
  public static int needed(double level) {
    int n = 1;
    while (attained(n, 1) < level) {
      n++;
    }
    return n;
  }

  /** 1 − 2 P(B ≤ k−1) for B ~ Bin(n, ½). */
  private static double attained(int n, int k) {
    return 1 - 2 * new BinomialDistribution(n, 0.5).cumulativeProbability(k - 1);
  }
}
