package org.poise.optimizer;

import org.poise.linalg.Team;

/**
 * A self-scaled method of Broyden's family on the whole inverse Hessian, with a line search that
 * meets the strong Wolfe conditions (Urbán, Stefanou and Pons, doi:10.1016/j.jcp.2024.113656,
 * equations 13 to 23, who call it SSBroyden). It keeps p (p + 1) / 2 numbers for p parameters, and
 * passes over them once in a step. What it has learnt survives changes of points and weights.
 *
 * @param steps steps to take, each of one or more evaluations of loss and gradient
 */
public record SelfScaledBroyden(
    int steps, double tolerance, int searches, double c1, double c2, int resample)
    implements QuasiNewton {

  /** Most parameters; their inverse Hessian takes 1 GB, in memory and in every checkpoint. */
  public static final int MOST_PARAMETERS = 16_000;

  /** Checks the ranges. */
  public SelfScaledBroyden {
    Checks.quasiNewton(steps, tolerance, searches, c1, c2, resample);
  }

  /**
   * Bytes of the inverse Hessian.
   *
   * @param parameters p
   */
  public static double bytes(double parameters) {
    return Double.BYTES * parameters * (parameters + 1) / 2;
  }

  /** The defaults with that number of steps. */
  public static SelfScaledBroyden of(int steps) {
    return new SelfScaledBroyden(steps, TOLERANCE, SEARCHES, C1, C2, 0);
  }

  @Override
  public SelfScaledBroyden withSteps(int steps) {
    return new SelfScaledBroyden(steps, tolerance, searches, c1, c2, resample);
  }

  @Override
  public String label() {
    return "ssbroyden";
  }

  @Override
  public Stepper start(int parameters, Bounds bounds, Team team) {
    return new QuasiNewtonStepper(this, new InverseHessian(parameters, team), parameters, bounds);
  }
}
