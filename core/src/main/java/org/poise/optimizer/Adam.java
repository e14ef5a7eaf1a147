package org.poise.optimizer;

import org.jspecify.annotations.Nullable;
import org.poise.linalg.Team;

/**
 * Adam (Kingma and Ba, arXiv:1412.6980, algorithm 1).
 *
 * @param rate learning rate
 * @param decay decay of the rate, or null for a constant one
 * @param warmup steps over which the rate grows linearly from rate/warmup to rate; 0 for none
 * @param clip greatest Euclidean norm of the gradient; a longer one is scaled down to it; 0 for no
 *     limit
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root of the second moment
 * @param steps steps to take
 */
public record Adam(
    double rate,
    @Nullable Decay decay,
    int warmup,
    double clip,
    double beta1,
    double beta2,
    double epsilon,
    int steps)
    implements Optimizer {

  /** Default of {@code beta1}. */
  public static final double BETA1 = 0.9;

  /** Default of {@code beta2}. */
  public static final double BETA2 = 0.999;

  /** Default of {@code epsilon}. */
  public static final double EPSILON = 1e-8;

  /** Checks the ranges. */
  public Adam {
    Checks.positive("rate", rate);
    Checks.atLeast("warmup", warmup, 0);
    Checks.notNegative("clip", clip);
    Checks.openBelowOne("beta1", beta1);
    Checks.openBelowOne("beta2", beta2);
    Checks.positive("epsilon", epsilon);
    Checks.steps(steps);
  }

  /** Constant rate, no warm-up, no clipping, the published constants. */
  public static Adam of(double rate, int steps) {
    return new Adam(rate, null, 0, 0, BETA1, BETA2, EPSILON, steps);
  }

  /** The same with a decay of the rate. */
  public Adam withDecay(@Nullable Decay decay) {
    return new Adam(rate, decay, warmup, clip, beta1, beta2, epsilon, steps);
  }

  /** The same with a warm-up. */
  public Adam withWarmup(int warmup) {
    return new Adam(rate, decay, warmup, clip, beta1, beta2, epsilon, steps);
  }

  /** The same with a limit on the norm of the gradient. */
  public Adam withClip(double clip) {
    return new Adam(rate, decay, warmup, clip, beta1, beta2, epsilon, steps);
  }

  @Override
  public Adam withSteps(int steps) {
    return new Adam(rate, decay, warmup, clip, beta1, beta2, epsilon, steps);
  }

  @Override
  public String label() {
    return "adam";
  }

  @Override
  public Stepper start(int parameters, Bounds bounds, Team team) {
    return new AdamStepper(this, parameters, bounds);
  }
}
