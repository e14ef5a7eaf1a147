package org.poise.optimizer;

/**
 * A method that learns the curvature from gradients of different steps, and searches along its
 * directions for the strong Wolfe conditions.
 */
public sealed interface QuasiNewton extends Optimizer permits Lbfgs, SelfScaledBroyden {
  /** Default of {@link #tolerance}. */
  double TOLERANCE = 1e-12;

  /** Default of {@link #searches}. */
  int SEARCHES = 25;

  /** Default of {@link #c1}. */
  double C1 = 1e-4;

  /** Default of {@link #c2}. */
  double C2 = 0.9;

  /** The phase ends once the greatest component of the gradient is at most this. */
  double tolerance();

  /** Greatest number of evaluations in one line search. */
  int searches();

  /** Constant of sufficient decrease, 0 &lt; c1 &lt; c2. */
  double c1();

  /** Constant of the curvature condition, c1 &lt; c2 &lt; 1. */
  double c2();

  /**
   * Steps between new points; 0 keeps the points that the phase starts with. The interval of the
   * sampling itself holds for the other optimisers only.
   */
  int resample();
}
