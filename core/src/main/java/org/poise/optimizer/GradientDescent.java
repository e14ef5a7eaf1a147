package org.poise.optimizer;

import org.jspecify.annotations.Nullable;
import org.poise.linalg.Team;

/**
 * Gradient descent θ ← θ − rate · ∇L(θ).
 *
 * @param rate learning rate; null for 1/λ_max, half the bound for stability, with λ_max the largest
 *     curvature of the objective where the descent starts (see {@link Objective#largestCurvature}).
 *     It stays when weights or points change afterwards
 * @param decay decay of the rate, or null for a constant one
 * @param warmup steps over which the rate grows linearly from rate/warmup to rate; 0 for none
 * @param clip greatest Euclidean norm of the gradient; 0 for no limit
 * @param steps steps to take
 */
public record GradientDescent(
    @Nullable Double rate, @Nullable Decay decay, int warmup, double clip, int steps)
    implements Optimizer {

  /** Checks the ranges. */
  public GradientDescent {
    if (rate != null) {
      Checks.positive("rate", rate);
    }
    Checks.atLeast("warmup", warmup, 0);
    Checks.notNegative("clip", clip);
    Checks.steps(steps);
  }

  /** Constant rate, no warm-up, no clipping. */
  public static GradientDescent of(double rate, int steps) {
    return new GradientDescent(rate, null, 0, 0, steps);
  }

  @Override
  public GradientDescent withSteps(int steps) {
    return new GradientDescent(rate, decay, warmup, clip, steps);
  }

  @Override
  public String label() {
    return "gradient-descent";
  }

  @Override
  public Stepper start(int parameters, Bounds bounds, Team team) {
    return new GradientDescentStepper(this, parameters, bounds);
  }
}
