package org.poise.optimizer;

import java.util.Map;
import org.poise.linalg.Dense;

/** Gradient descent at work. */
final class GradientDescentStepper implements Stepper {
  private final GradientDescent descent;
  private final Bounds bounds;
  private final double[] gradient;
  private double rate;
  private long taken;
  private double last = Double.NaN;

  GradientDescentStepper(GradientDescent descent, int parameters, Bounds bounds) {
    this.descent = descent;
    this.bounds = bounds;
    rate = descent.rate() == null ? 0 : descent.rate();
    gradient = new double[parameters];
  }

  @Override
  public StepResult step(Objective objective, double[] theta) {
    double loss = objective.evaluate(theta, gradient);
    double norm = Dense.norm2(gradient.length, gradient, 0);
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      return StepResult.NON_FINITE;
    }
    if (rate == 0) {
      rate = 1 / objective.largestCurvature(theta);
    }
    double now = LearningRate.at(rate, descent.decay(), descent.warmup(), taken);
    double scaled = now * LearningRate.clipFactor(descent.clip(), norm);
    for (int i = 0; i < theta.length; i++) {
      theta[i] -= scaled * gradient[i];
    }
    bounds.project(theta);
    last = scaled;
    taken++;
    return StepResult.MOVED;
  }

  @Override
  public double rate() {
    return last;
  }

  @Override
  public boolean hasMemory() {
    return false;
  }

  @Override
  public void reset() {
    // Nothing is kept from step to step.
  }

  @Override
  public OptimizerState save() {
    return new OptimizerState(Map.of("scalars", new double[] {taken, rate}));
  }

  @Override
  public void restore(OptimizerState state) {
    double[] scalars = new double[2];
    state.copyTo("scalars", scalars);
    taken = (long) scalars[0];
    rate = scalars[1];
  }
}
