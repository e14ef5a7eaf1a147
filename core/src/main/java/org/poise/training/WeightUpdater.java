package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.ntk.BlockTraces;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.Measurement;

/**
 * Keeps the weights of an objective up to date, and the account of what that costs. For a sweep
 * that also gave a gradient, the cost is what it took beyond the mean of the steps without row
 * norms. A sweep of its own counts for at most two such means: what the first one takes beyond that
 * is the warming up of the virtual machine, which the first step would have had to bear.
 */
final class WeightUpdater {
  private static final double NANOS = 1e9;

  private final LossWeighting rule;
  private final WeightedObjective objective;
  private long updatedAt;
  private double @Nullable [] traces;
  private double seconds;
  private long coldNanos;
  private long plainNanos;
  private long plainSteps;

  WeightUpdater(LossWeighting rule, WeightedObjective objective, TrainingState start) {
    this.rule = rule;
    this.objective = objective;
    updatedAt = start.weights().updatedAt();
    traces = start.weights().traces();
    seconds = start.weightSeconds();
  }

  boolean started() {
    return updatedAt >= 0;
  }

  /** Whether an update belongs to this step and has not been made. */
  boolean due(long step) {
    boolean now = step == 0 || rule.every() > 0 && step % rule.every() == 0;
    return now && updatedAt != step;
  }

  boolean needsTraces() {
    return rule.needsTraces();
  }

  /**
   * Measures at θ with a sweep of its own, and updates.
   *
   * @param scratch [p], overwritten
   * @return what is not finite, or null
   */
  @Nullable Diagnosis sweepAndUpdate(long step, double[] theta, double[] scratch) {
    long start = System.nanoTime();
    if (rule.needsTraces()) {
      objective.withRowNorms(true);
      objective.evaluate(theta, scratch);
      objective.withRowNorms(false);
    } else {
      objective.measure(theta);
    }
    if (!Double.isFinite(objective.loss())) {
      return Diagnosis.of(objective, theta, theta);
    }
    Diagnosis failure = update(step);
    if (plainSteps == 0) {
      coldNanos += System.nanoTime() - start;
    } else {
      seconds += Math.min(System.nanoTime() - start, 2 * plainMean()) / NANOS;
    }
    return failure;
  }

  /** Updates from what the objective's last evaluation measured. */
  @Nullable Diagnosis update(long step) {
    double[] measured = null;
    if (rule.needsTraces()) {
      measured = BlockTraces.fromRowNorms(objective.groups().blocks(), objective.rowNorms());
      for (int i = 0; i < measured.length; i++) {
        if (!Double.isFinite(measured[i])) {
          return new Diagnosis(
              objective.groups().blocks().blocks().get(i).name(), "tangent-kernel trace");
        }
      }
    }
    double[] next =
        rule.update(
            new Measurement(
                step,
                objective.groups(),
                objective.weights(),
                objective.losses(),
                measured,
                updatedAt < 0));
    if (next.length != objective.groups().size()) {
      throw new IllegalArgumentException(
          "weighting rule '"
              + rule.label()
              + "' gave "
              + next.length
              + " weights for "
              + objective.groups().size()
              + " groups");
    }
    for (int g = 0; g < next.length; g++) {
      if (!Double.isFinite(next[g])) {
        return new Diagnosis(objective.groups().names().get(g), "weight");
      }
    }
    objective.weigh(next);
    traces = measured;
    updatedAt = step;
    return null;
  }

  /** Takes note of a step's time. */
  void account(long nanos, boolean withRowNorms) {
    if (!withRowNorms) {
      plainNanos += nanos;
      plainSteps++;
    } else if (plainSteps > 0) {
      seconds += Math.max(0, nanos - plainMean()) / NANOS;
    }
  }

  private double plainMean() {
    return (double) plainNanos / plainSteps;
  }

  double seconds() {
    double cold = plainSteps == 0 ? coldNanos : Math.min(coldNanos, 2 * plainMean());
    return seconds + cold / NANOS;
  }

  double @Nullable [] traces() {
    return traces;
  }

  WeightState state() {
    return new WeightState(updatedAt, objective.weights(), traces);
  }
}
