package org.poise.optimizer;

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
    implements Optimizer {

  /** Default of {@code memory}. */
  public static final int MEMORY = 50;

  /** Default of {@code tolerance}. */
  public static final double TOLERANCE = 1e-12;

  /** Default of {@code searches}. */
  public static final int SEARCHES = 25;

  /** Default of {@code c1}. */
  public static final double C1 = 1e-4;

  /** Default of {@code c2}. */
  public static final double C2 = 0.9;

  /** Checks the ranges. */
  public Lbfgs {
    Checks.atLeast("memory", memory, 1);
    Checks.steps(steps);
    Checks.notNegative("tolerance", tolerance);
    Checks.atLeast("searches", searches, 2);
    if (!(c1 > 0 && c1 < c2 && c2 < 1)) {
      throw new IllegalArgumentException(
          "the Wolfe constants must satisfy 0 < c1 < c2 < 1, not c1 = " + c1 + ", c2 = " + c2);
    }
    Checks.atLeast("resample", resample, 0);
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
  public Stepper start(int parameters, Bounds bounds) {
    return new LbfgsStepper(this, parameters, bounds);
  }
}
