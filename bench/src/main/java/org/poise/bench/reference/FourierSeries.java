package org.poise.bench.reference;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * A real trigonometric polynomial Σ_{|n| &lt; N/2} c_n e^{2πi n (x − origin)/period}, c_{−n} = conj
 * c_n.
 *
 * @param origin where the phase of every mode is zero
 * @param period the period
 * @param real the real parts of c_0 … c_{m−1}
 * @param imaginary the imaginary parts of c_0 … c_{m−1}
 */
public record FourierSeries(double origin, double period, double[] real, double[] imaginary) {

  /**
   * Returns the interpolant of a smooth periodic function on {@code points} equidistant points, a
   * power of two.
   */
  public static FourierSeries interpolate(
      DoubleUnaryOperator function, double origin, double period, int points) {
    double[][] data = new double[2][points];
    for (int j = 0; j < points; j++) {
      data[0][j] = function.applyAsDouble(origin + period * j / points);
    }
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
    double[] real = new double[points / 2];
    double[] imaginary = new double[points / 2];
    for (int n = 0; n < points / 2; n++) {
      real[n] = data[0][n] / points;
      imaginary[n] = data[1][n] / points;
    }
    return new FourierSeries(origin, period, real, imaginary);
  }

  /** Returns the number of coefficients that are held, those of n ≥ 0. */
  public int modes() {
    return real.length;
  }

  /** Returns the value of the {@code derivative}-th derivative at x. */
  public double derivative(int derivative, double x) {
    // The phase is reduced to one period before it is multiplied by n, so that high modes keep
    // their digits.
    double turns = (x - origin) / period;
    double reduced = turns - Math.rint(turns);
    double sum = derivative == 0 ? real[0] : 0;
    for (int n = modes() - 1; n >= 1; n--) {
      double product = n * reduced;
      double angle = 2 * Math.PI * (product - Math.rint(product)) + derivative * Math.PI / 2;
      double scale = 2 * power(2 * Math.PI * n / period, derivative);
      sum += scale * (real[n] * StrictMath.cos(angle) - imaginary[n] * StrictMath.sin(angle));
    }
    return sum;
  }

  /** Returns the value at x. */
  public double value(double x) {
    return derivative(0, x);
  }

  private static double power(double base, int exponent) {
    double product = 1;
    for (int i = 0; i < exponent; i++) {
      product *= base;
    }
    return product;
  }
}
