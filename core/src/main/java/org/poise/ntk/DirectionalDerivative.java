package org.poise.ntk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Dense;
import org.poise.residual.ResidualMap;

/**
 * J applied to directions in parameter space, by a difference or by the tangent sweep. Owns its
 * working arrays.
 */
final class DirectionalDerivative {
  private static final double UNIT_ROUNDOFF = 0x1.0p-52;

  /** Below this share of the derivative, rounding does no harm to weights. */
  private static final double HARMLESS = 1e-3;

  private final Derivative derivative;
  private final double length;
  private double[] moved = new double[0];
  private double[] ahead = new double[0];
  private boolean checked;
  private @Nullable String warning;

  /**
   * Makes one.
   *
   * @param derivative how
   * @param length ‖hω‖ of the step of a difference; 0 for {@link Derivative#stepLength}
   */
  DirectionalDerivative(Derivative derivative, double length) {
    this.derivative = derivative;
    this.length = length;
  }

  /**
   * Writes J ω.
   *
   * @param residuals r(θ) [N]
   * @param omega the direction [p]
   * @param y [N], overwritten
   */
  void apply(ResidualMap map, double[] theta, double[] residuals, double[] omega, double[] y) {
    if (derivative == Derivative.JVP) {
      map.jvp(theta, 1, omega, y);
      return;
    }
    if (moved.length != theta.length) {
      moved = new double[theta.length];
    }
    if (ahead.length != y.length) {
      ahead = new double[y.length];
    }
    double size = Dense.norm2(omega.length, omega, 0);
    double norm = Dense.norm2(theta.length, theta, 0);
    double h = (length > 0 ? length : derivative.stepLength(norm)) / (size > 0 ? size : 1);
    difference(map, theta, residuals, omega, h, y);
    if (!checked) {
      checked = true;
      check(map, theta, residuals, omega, h, y);
    }
  }

  private void difference(
      ResidualMap map, double[] theta, double[] residuals, double[] omega, double h, double[] y) {
    evaluate(map, theta, omega, h, y);
    double[] behind = residuals;
    double width = h;
    if (derivative == Derivative.CENTRAL) {
      evaluate(map, theta, omega, -h, ahead);
      behind = ahead;
      width = 2 * h;
    }
    for (int j = 0; j < y.length; j++) {
      y[j] = (y[j] - behind[j]) / width;
    }
  }

  private void evaluate(
      ResidualMap map, double[] theta, double[] omega, double h, double[] residuals) {
    for (int i = 0; i < theta.length; i++) {
      moved[i] = Math.fma(h, omega[i], theta[i]);
    }
    map.residuals(moved, residuals);
  }

  /**
   * Compares, once, what rounding and Taylor's remainder do to a difference. Rounding of the
   * residuals is taken as u ‖r‖; a difference over twice the step shows both together.
   */
  private void check(
      ResidualMap map, double[] theta, double[] residuals, double[] omega, double h, double[] y) {
    double[] wide = new double[y.length];
    difference(map, theta, residuals, omega, 2 * h, wide);
    Dense.axpy(y.length, -1, y, 0, wide, 0);
    double seen = Dense.norm2(wide.length, wide, 0);
    double rounding = UNIT_ROUNDOFF * Dense.norm2(residuals.length, residuals, 0) / h;
    if (rounding > 0.5 * seen && seen > HARMLESS * Dense.norm2(y.length, y, 0)) {
      warning =
          String.format(
              Locale.ROOT,
              "the sketch's step of length %.3g is so short that rounding outweighs Taylor's"
                  + " remainder; %s",
              h * Dense.norm2(omega.length, omega, 0),
              length > 0
                  ? "leave out 'step', or give a longer one"
                  : "give a longer 'step', or take derivative: jvp");
    }
  }

  /** What is wrong with the step, or null. */
  @Nullable String warning() {
    return warning;
  }

  /** Cost for one direction, in forward sweeps. */
  double sweeps() {
    return derivative.sweeps();
  }
}
