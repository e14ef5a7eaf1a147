package org.poise.optimizer;

import java.util.Map;
import org.poise.linalg.Dense;

/** Adam at work: the moments and the running powers of β1 and β2. */
final class AdamStepper implements Stepper {
  private final Adam adam;
  private final Bounds bounds;
  private final double[] gradient;
  private final double[] first;
  private final double[] second;
  private double power1 = 1;
  private double power2 = 1;
  private long taken;

  AdamStepper(Adam adam, int parameters, Bounds bounds) {
    this.adam = adam;
    this.bounds = bounds;
    gradient = new double[parameters];
    first = new double[parameters];
    second = new double[parameters];
  }

  @Override
  public StepResult step(Objective objective, double[] theta) {
    double loss = objective.evaluate(theta, gradient);
    double norm = Dense.norm2(gradient.length, gradient, 0);
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      return StepResult.NON_FINITE;
    }
    power1 *= adam.beta1();
    power2 *= adam.beta2();
    update(
        theta,
        LearningRate.at(adam.rate(), adam.decay(), adam.warmup(), taken),
        LearningRate.clipFactor(adam.clip(), norm));
    bounds.project(theta);
    taken++;
    return StepResult.MOVED;
  }

  /** One plain loop: sums, products, root and division round alike however it is compiled. */
  private void update(double[] theta, double rate, double scale) {
    double[] g = gradient;
    double[] m = first;
    double[] v = second;
    double beta1 = adam.beta1();
    double beta2 = adam.beta2();
    double rest1 = 1 - beta1;
    double rest2 = 1 - beta2;
    double epsilon = adam.epsilon();
    double step = rate / (1 - power1);
    double correction = 1 / (1 - power2);
    for (int i = 0; i < theta.length; i++) {
      double gi = g[i] * scale;
      double mi = beta1 * m[i] + rest1 * gi;
      double vi = beta2 * v[i] + rest2 * (gi * gi);
      m[i] = mi;
      v[i] = vi;
      theta[i] -= step * mi / (Math.sqrt(vi * correction) + epsilon);
    }
  }

  @Override
  public boolean hasMemory() {
    return false;
  }

  @Override
  public void reset() {
    // The moments average over changing points and weights by design.
  }

  @Override
  public OptimizerState save() {
    return new OptimizerState(
        Map.of(
            "first", first.clone(),
            "second", second.clone(),
            "scalars", new double[] {power1, power2, taken}));
  }

  @Override
  public void restore(OptimizerState state) {
    state.copyTo("first", first);
    state.copyTo("second", second);
    double[] scalars = new double[3];
    state.copyTo("scalars", scalars);
    power1 = scalars[0];
    power2 = scalars[1];
    taken = (long) scalars[2];
  }
}
