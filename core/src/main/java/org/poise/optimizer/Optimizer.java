package org.poise.optimizer;

import org.poise.linalg.Team;

/** An optimiser and the number of steps that it takes; a list of them runs one after the other. */
public sealed interface Optimizer permits Adam, GradientDescent, QuasiNewton, Optimizer.Custom {

  /** The name of the optimiser in a problem file or a message. */
  String label();

  /** Steps to take, at least 1. */
  int steps();

  /** The same optimiser with another number of steps. */
  Optimizer withSteps(int steps);

  /**
   * Starts the optimiser: allocates all that its steps need.
   *
   * @param parameters length p of θ
   * @param bounds limits of some parameters, met by θ after every step
   * @param team threads that may help; results are the same with any number of them
   */
  Stepper start(int parameters, Bounds bounds, Team team);

  /** An optimiser of the user's own. */
  non-sealed interface Custom extends Optimizer {}
}
