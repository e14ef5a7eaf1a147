package org.poise.app.compare;

/** Laws y ~ x^a. */
public final class PowerLaw {
  private PowerLaw() {}

  /**
   * The exponent a that fits best in logarithms, by least squares; NaN for a single x.
   *
   * @param x positive
   * @param y positive, of the same length
   */
  public static double exponent(double[] x, double[] y) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += StrictMath.log(x[i]) / x.length;
      meanY += StrictMath.log(y[i]) / x.length;
    }
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      double distance = StrictMath.log(x[i]) - meanX;
      xy += distance * (StrictMath.log(y[i]) - meanY);
      xx += distance * distance;
    }
    return xy / xx;
  }
}
