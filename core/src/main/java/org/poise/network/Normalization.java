package org.poise.network;

import java.util.Arrays;

/**
 * Maps each input coordinate to (x − mean) / deviation before the first layer. The arrays are owned
 * by this record and not to be changed.
 *
 * @param mean one entry for each coordinate
 * @param deviation one positive entry for each coordinate
 */
public record Normalization(double[] mean, double[] deviation) {
  public Normalization {
    if (mean.length != deviation.length) {
      throw new IllegalArgumentException(
          "normalization needs as many deviations as means, got "
              + deviation.length
              + " and "
              + mean.length);
    }
    for (int i = 0; i < mean.length; i++) {
      if (!Double.isFinite(mean[i]) || !(deviation[i] > 0) || !Double.isFinite(deviation[i])) {
        throw new IllegalArgumentException(
            "normalization needs finite means and positive deviations, got "
                + mean[i]
                + " and "
                + deviation[i]);
      }
    }
    mean = mean.clone();
    deviation = deviation.clone();
  }

  /** Leaves inputs as they are. */
  public static Normalization none(int dimension) {
    double[] ones = new double[dimension];
    Arrays.fill(ones, 1);
    return new Normalization(new double[dimension], ones);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Normalization that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(deviation, that.deviation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
  }

  @Override
  public String toString() {
    return "mean " + Arrays.toString(mean) + ", deviation " + Arrays.toString(deviation);
  }
}
