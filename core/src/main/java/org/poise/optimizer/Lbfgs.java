package org.poise.optimizer;

import org.poise.linalg.Team;

/**
 * Limited-memory BFGS with a line search that meets the strong Wolfe conditions (Nocedal and
 * Wright, Numerical Optimization, 2nd edition, algorithms 7.4, 7.5, 3.5 and 3.6).
 *
 * @param memory pairs (s, y) kept
 * @param steps steps to take, each of one or more evaluations of loss and gradient
 * @param tolerance the phase ends once the greatest component of the gradient is at most this
 * @param searches greatest number of evaluations in one line search
 * @param c1 constant of sufficient decrease, 0 &lt; c1 &lt; c2
 * @param c2 constant of the curvature condition, c1 &lt; c2 &lt; 1
 * @param resample steps between new points, which clear the memory; 0 keeps the points that the
 *     phase starts with. The interval of the sampling itself holds for the other optimisers only.
 */
public record Lbfgs(
    int memory, int steps, double tolerance, int searches, double c1, double c2, int resample)
    implements QuasiNewton {

  /** Default of {@code memory}. */
  public static final int MEMORY = 50;

  /** Checks the ranges. */
  public Lbfgs {
    Checks.atLeast("memory", memory, 1);
    Checks.quasiNewton(steps, tolerance, searches, c1, c2, resample);
  }

  /** The defaults with that number of steps. */
  public static Lbfgs of(int steps) {
    return new Lbfgs(MEMORY, steps, TOLERANCE, SEARCHES, C1, C2, 0);
  }

  @Override
  public Lbfgs withSteps(int steps) {
    return new Lbfgs(memory, steps, tolerance, searches, c1, c2, resample);
  }

  @Override
  public String label() {
    return "lbfgs";
  }

  @Override
  public Stepper start(int parameters, Bounds bounds, Team team) {
    Curvature curvature = new CurvaturePairs(memory, parameters);
    return new QuasiNewtonStepper(this, curvature, parameters, bounds);
  }
}
