package org.poise.bench.reference;

import org.hipparchus.complex.Complex;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * Fourier-Galerkin solver of a {@link PeriodicEquation} with {@link ExponentialStepper} in time.
 *
 * <p>The nonlinear term is formed on a grid so fine that its aliases fall on modes that are
 * dropped: with a polynomial of degree d, modes |n| ≤ grid/(d+1) are kept (Orszag's rule), so that
 * only truncation is left, and that decays faster than any power for smooth solutions.
 */
public final class PeriodicSolver {
  private final PeriodicEquation equation;
  private final double origin;
  private final int grid;
  private final int modes;
  private final double[][] state;
  private final double[][] work;
  private final ExponentialStepper stepper;

  /**
   * Starts at a given state.
   *
   * @param equation what to solve
   * @param initial the initial state; modes beyond those kept are dropped
   * @param grid points of the grid for the nonlinear term, a power of two
   * @param step the time step
   */
  public PeriodicSolver(PeriodicEquation equation, FourierSeries initial, int grid, double step) {
    this.equation = equation;
    this.origin = initial.origin();
    this.grid = grid;
    this.modes = (grid - 1) / (equation.degree() + 1) + 1;
    this.state = new double[2][modes];
    this.work = new double[2][grid];
    int copied = Math.min(modes, initial.modes());
    System.arraycopy(initial.real(), 0, state[0], 0, copied);
    System.arraycopy(initial.imaginary(), 0, state[1], 0, copied);
    Complex[] linear = new Complex[modes];
    for (int n = 0; n < modes; n++) {
      linear[n] = equation.linear().at(waveNumber(n));
    }
    this.stepper = new ExponentialStepper(linear, step, this::nonlinear);
  }

  /** Takes {@code steps} steps. */
  public void advance(int steps) {
    for (int i = 0; i < steps; i++) {
      stepper.step(state);
    }
  }

  /** Returns a copy of the present state. */
  public FourierSeries solution() {
    return new FourierSeries(origin, equation.period(), state[0].clone(), state[1].clone());
  }

  private double waveNumber(int n) {
    return 2 * Math.PI * n / equation.period();
  }

  /**
   * The kept modes of ∂_x^m g(u); the modes of a real function come in conjugate pairs, so half of
   * them suffice.
   */
  private void nonlinear(double[][] v, double[][] out) {
    double[] re = work[0];
    double[] im = work[1];
    java.util.Arrays.fill(re, 0);
    java.util.Arrays.fill(im, 0);
    re[0] = v[0][0];
    for (int n = 1; n < modes; n++) {
      re[n] = v[0][n];
      im[n] = v[1][n];
      re[grid - n] = v[0][n];
      im[grid - n] = -v[1][n];
    }
    // The unnormalised sum Σ c_n e^{+…} is the inverse transform times the number of points.
    FastFourierTransformer.transformInPlace(work, DftNormalization.STANDARD, TransformType.INVERSE);
    for (int j = 0; j < grid; j++) {
      re[j] = equation.nonlinear().applyAsDouble(re[j] * grid);
      im[j] = 0;
    }
    FastFourierTransformer.transformInPlace(work, DftNormalization.STANDARD, TransformType.FORWARD);
    for (int n = 0; n < modes; n++) {
      double a = re[n] / grid;
      double b = im[n] / grid;
      double k = waveNumber(n);
      out[0][n] = equation.derivatives() == 0 ? a : -k * b;
      out[1][n] = equation.derivatives() == 0 ? b : k * a;
    }
  }
}
