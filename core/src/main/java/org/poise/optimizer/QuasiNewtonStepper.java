package org.poise.optimizer;

import org.poise.linalg.Dense;

/**
 * A quasi-Newton method at work. Loss and gradient at θ are kept from the line search that led
 * there; they are evaluated anew after a restart or a change of the objective, with the same bits.
 */
final class QuasiNewtonStepper implements Stepper {
  private final double tolerance;
  private final Bounds bounds;
  private final Curvature curvature;
  private final LineSearch search;
  private final double[] direction;
  private double[] gradient;
  private double loss = Double.NaN;
  private boolean evaluated;

  QuasiNewtonStepper(QuasiNewton method, Curvature curvature, int parameters, Bounds bounds) {
    tolerance = method.tolerance();
    this.bounds = bounds;
    this.curvature = curvature;
    search = new LineSearch(method, parameters, bounds);
    direction = new double[parameters];
    gradient = new double[parameters];
  }

  @Override
  public StepResult step(Objective objective, double[] theta) {
    if (!evaluated) {
      loss = objective.evaluate(theta, gradient);
      evaluated = true;
    }
    double norm = Dense.norm2(gradient.length, gradient, 0);
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      evaluated = false;
      return StepResult.NON_FINITE;
    }
    downhill(theta);
    if (greatest(direction) <= tolerance) {
      return StepResult.CONVERGED;
    }
    if (!curvature.isEmpty()) {
      curvature.apply(direction);
      bounds.dropOutward(theta, direction);
      if (moved(objective, theta, 1)) {
        return StepResult.MOVED;
      }
      curvature.clear();
      downhill(theta);
    }
    double first = Math.min(1, 1 / sum(direction));
    return moved(objective, theta, first) ? StepResult.MOVED : StepResult.STALLED;
  }

  /** Searches along the direction and goes there; false if that is no way down. */
  private boolean moved(Objective objective, double[] theta, double first) {
    double slope = Dense.dot(theta.length, gradient, 0, direction, 0);
    if (!(slope < 0)) {
      return false;
    }
    double longest = bounds.longestStep(theta, direction);
    double found = search.search(objective, theta, direction, loss, slope, first, longest);
    if (Double.isNaN(found)) {
      return false;
    }
    double step = bounds.isEmpty() ? search.step() : Double.NaN;
    curvature.add(theta, search.point, gradient, search.gradient, step);
    System.arraycopy(search.point, 0, theta, 0, theta.length);
    double[] swap = gradient;
    gradient = search.gradient;
    search.gradient = swap;
    loss = found;
    return true;
  }

  /** The negative gradient without the parts that would leave the bounds. */
  private void downhill(double[] theta) {
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i];
    }
    bounds.dropOutward(theta, direction);
  }

  private static double greatest(double[] x) {
    double greatest = 0;
    for (double v : x) {
      greatest = Math.max(greatest, Math.abs(v));
    }
    return greatest;
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += Math.abs(v);
    }
    return sum;
  }

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public void reset() {
    curvature.objectiveChanged();
    evaluated = false;
  }

  @Override
  public OptimizerState save() {
    return curvature.save();
  }

  @Override
  public void restore(OptimizerState state) {
    curvature.restore(state);
    evaluated = false;
  }
}
