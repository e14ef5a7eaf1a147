package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.experiment.NtkReportPolicy;
import org.poise.residual.ResidualMap;

/** What is measured and reported on the way; a listener hears of everything once. */
final class Observations {
  private final int measureEvery;
  private final WeightedObjective objective;
  private final Measurer measurer;
  private final @Nullable NtkReporter reporter;
  private final TrainingListener listener;
  private long measuredAt;
  private @Nullable Metrics last;
  private @Nullable NtkMetrics lastReport;

  Observations(
      TrainingTask task,
      TrainingPlan plan,
      WeightedObjective objective,
      TrainingState start,
      TrainingListener listener) {
    this.objective = objective;
    this.listener = listener;
    measureEvery = plan.measureEvery();
    measurer = new Measurer(task, objective, start.best());
    measuredAt = start.measuredAt();
    NtkReportPolicy policy = plan.ntkReport();
    reporter = policy == null ? null : reporter(policy, task, plan, start.ntk());
  }

  private NtkReporter reporter(
      NtkReportPolicy policy, TrainingTask task, TrainingPlan plan, @Nullable NtkState from) {
    ResidualMap first = task.first(policy);
    boolean all = first.blocks().equals(objective.points().map().blocks());
    return new NtkReporter(policy, first, all && plan.keepsPoints(), from);
  }

  boolean measurementDue(long step) {
    return step % measureEvery == 0 && measuredAt < step;
  }

  /** Step of the last measurement. */
  long measuredAt() {
    return measuredAt;
  }

  /** Measures, unless that has been done at this step. */
  Metrics measure(long step, double seconds, double[] theta, double @Nullable [] traces) {
    if (last != null && last.step() == step) {
      return last;
    }
    Metrics metrics = measurer.measure(step, seconds, theta, traces);
    last = metrics;
    if (measuredAt < step) {
      measuredAt = step;
      listener.measured(metrics);
    }
    return metrics;
  }

  /** The term whose held-out residuals are not finite, if there is one. */
  @Nullable Diagnosis nonFinite(Metrics metrics) {
    return measurer.nonFinite(metrics);
  }

  @Nullable Best best() {
    return measurer.best();
  }

  /**
   * Reports on the tangent kernel if that is due, or else if it is the last time and has not been
   * done at this step.
   *
   * @param descends whether gradient descent takes the next step
   */
  void report(long step, double[] theta, boolean descends, boolean lastTime) {
    if (reporter == null || !(lastTime ? reporter.reportedAt() < step : reporter.due(step))) {
      return;
    }
    NtkMetrics metrics = reporter.report(step, theta, objective, descends);
    if (metrics != null) {
      lastReport = metrics;
      listener.reported(metrics);
    }
  }

  /** The last report; null where there was none. */
  @Nullable NtkMetrics lastReport() {
    return lastReport;
  }

  /**
   * Takes note of a step.
   *
   * @param rate its rate if it was one of gradient descent, else NaN
   */
  void stepped(double rate) {
    if (reporter != null) {
      reporter.stepped(rate, objective);
    }
  }

  /** What reports go on from. */
  @Nullable NtkState ntk() {
    return reporter == null ? null : reporter.state();
  }
}
