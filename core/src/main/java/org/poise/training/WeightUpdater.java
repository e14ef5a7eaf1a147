package org.poise.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.poise.ntk.TraceEstimate;
import org.poise.ntk.TracePoint;
import org.poise.residual.Block;
import org.poise.residual.ResidualMap;
import org.poise.residual.SweepCosts;
import org.poise.weighting.Weigher;
import org.poise.weighting.WeighingPoint;
import org.poise.weighting.Weights;

/** Keeps the weights of an objective up to date, and the account of what that costs. */
final class WeightUpdater {
  private static final String FACTORS = "factors";
  private static final String OFFSETS = "offsets";

  private final List<Weigher> weighers;
  private final WeightedObjective objective;
  private final LongFunction<ResidualMap> maps;
  private final WeightCost cost;
  private final boolean anyComesFirst;
  private long updatedAt;
  private double @Nullable [] traces;
  private double @Nullable [] standardErrors;
  private @Nullable String warning;
  private @Nullable ResidualMap costed;
  private double share;

  WeightUpdater(
      List<Weigher> weighers,
      WeightedObjective objective,
      LongFunction<ResidualMap> maps,
      TrainingState start) {
    this.weighers = weighers;
    this.objective = objective;
    this.maps = maps;
    anyComesFirst = weighers.stream().anyMatch(Weigher::comesFirst);
    cost = new WeightCost(start.weightSeconds());
    WeightState state = start.weights();
    updatedAt = state.updatedAt();
    traces = state.traces();
    standardErrors = state.standardErrors();
    if (started()) {
      Map<String, double[]> saved = state.scheme();
      objective.weights().restore(saved.get(FACTORS), saved.get(OFFSETS));
      objective.weigh();
      for (int i = 0; i < weighers.size(); i++) {
        weighers.get(i).restore(withPrefix(saved, prefix(i)));
      }
    }
  }

  boolean started() {
    return updatedAt >= 0;
  }

  /**
   * Whether an update belongs to this step and has not been made.
   *
   * @param memory whether the optimiser relates gradients of different steps; then schemes that
   *     change the weights at every step rest
   */
  boolean due(long step, boolean memory) {
    if (updatedAt == step) {
      return false;
    }
    for (Weigher weigher : weighers) {
      if (due(weigher, step, memory)) {
        return true;
      }
    }
    return false;
  }

  private static boolean due(Weigher weigher, long step, boolean memory) {
    if (weigher.comesFirst() || memory && weigher.every() == 1) {
      return false;
    }
    return step == 0 || weigher.every() > 0 && step % weigher.every() == 0;
  }

  /** Whether an update at this step uses the row norms of its sweep. */
  boolean wantsRowNorms(long step) {
    for (Weigher weigher : weighers) {
      if (due(weigher, step, false) && weigher.wantsRowNorms()) {
        return true;
      }
    }
    return false;
  }

  /** Makes the updates that have to come before the gradient of the step itself. */
  @Nullable Diagnosis updateFirst(long step, double[] theta) {
    if (!anyComesFirst) {
      return null;
    }
    long start = System.nanoTime();
    objective.measure(theta);
    if (!Double.isFinite(objective.loss())) {
      return Diagnosis.of(objective, theta, theta);
    }
    for (Weigher weigher : weighers) {
      if (weigher.comesFirst()) {
        weigher.update(point(step, theta, false), objective.weights());
      }
    }
    objective.weigh();
    cost.spent(System.nanoTime() - start);
    return null;
  }

  /**
   * Measures at θ with a sweep of its own, and updates.
   *
   * @param scratch [p], overwritten
   * @return what is not finite, or null
   */
  @Nullable Diagnosis sweepAndUpdate(long step, boolean memory, double[] theta, double[] scratch) {
    long start = System.nanoTime();
    boolean norms = wantsRowNorms(step);
    if (norms) {
      objective.withRowNorms(true);
      objective.evaluate(theta, scratch);
      objective.withRowNorms(false);
    } else {
      objective.measure(theta);
    }
    if (!Double.isFinite(objective.loss())) {
      return Diagnosis.of(objective, theta, theta);
    }
    Diagnosis failure = update(step, memory, theta, norms);
    cost.sweep(System.nanoTime() - start);
    return failure;
  }

  /** Updates from what the objective's last evaluation, at θ, measured. */
  @Nullable Diagnosis update(long step, boolean memory, double[] theta, boolean withNorms) {
    WeighingPoint at = point(step, theta, withNorms);
    Weights weights = objective.weights();
    for (Weigher weigher : weighers) {
      if (!due(weigher, step, memory)) {
        continue;
      }
      weigher.update(at, weights);
      TraceEstimate estimate = weigher.traces();
      if (estimate != null) {
        traces = estimate.traces();
        standardErrors = estimate.standardErrors();
        warning = estimate.warning();
        Diagnosis failure = firstNonFinite(estimate);
        if (failure != null) {
          return failure;
        }
      }
    }
    double[] byGroup = weights.byGroup();
    if (byGroup.length != weights.groups().size()) {
      throw new IllegalArgumentException(
          "the weighting scheme gave "
              + byGroup.length
              + " weights for "
              + weights.groups().size()
              + " groups");
    }
    for (int g = 0; g < byGroup.length; g++) {
      if (!Double.isFinite(byGroup[g])) {
        return new Diagnosis(weights.groups().names().get(g), "weight");
      }
    }
    objective.weigh();
    updatedAt = step;
    return null;
  }

  private WeighingPoint point(long step, double[] theta, boolean withNorms) {
    TrainingPoints points = objective.points();
    TracePoint where =
        new TracePoint(
            step,
            points.map(),
            theta,
            objective.residuals(),
            withNorms ? objective.rowNorms() : null,
            null,
            points.round(),
            maps);
    return new WeighingPoint(where, points.points(), objective.losses());
  }

  private @Nullable Diagnosis firstNonFinite(TraceEstimate estimate) {
    List<Block> blocks = objective.points().map().blocks().blocks();
    for (int i = 0; i < estimate.traces().length; i++) {
      if (!Double.isFinite(estimate.traces()[i])) {
        return new Diagnosis(blocks.get(i).name(), "tangent-kernel trace");
      }
    }
    return null;
  }

  /** Takes note of a step's time, and of the part of it that an update took after the gradient. */
  void account(long nanos, boolean withRowNorms, long updateNanos) {
    cost.step(nanos - updateNanos, withRowNorms, rowNormShare());
    cost.spent(updateNanos);
  }

  /** The share of the operations that row norms take of a sweep with them. */
  private double rowNormShare() {
    ResidualMap map = objective.points().map();
    if (map != costed) {
      SweepCosts costs = map.costs();
      share = costs.rowNorms() / (costs.gradient() + costs.rowNorms());
      costed = map;
    }
    return share;
  }

  double seconds() {
    return cost.seconds();
  }

  double @Nullable [] traces() {
    return traces;
  }

  /** How the weights are found. */
  WeightReport report() {
    String estimator =
        weighers.stream().map(Weigher::estimator).filter(Objects::nonNull).findFirst().orElse(null);
    return new WeightReport(estimator, warning);
  }

  WeightState state() {
    Map<String, double[]> scheme = new TreeMap<>();
    double[] factors = objective.weights().factors();
    double[] offsets = objective.weights().offsets();
    if (factors != null) {
      scheme.put(FACTORS, factors.clone());
    }
    if (offsets != null) {
      scheme.put(OFFSETS, offsets.clone());
    }
    for (int i = 0; i < weighers.size(); i++) {
      String prefix = prefix(i);
      weighers.get(i).save().forEach((name, array) -> scheme.put(prefix + name, array));
    }
    return new WeightState(
        updatedAt, objective.weights().byGroup(), traces, standardErrors, scheme);
  }

  private static String prefix(int weigher) {
    return weigher + ".";
  }

  private static Map<String, double[]> withPrefix(Map<String, double[]> saved, String prefix) {
    Map<String, double[]> own = new TreeMap<>();
    saved.forEach((name, array) -> {
      if (name.startsWith(prefix)) {
        own.put(name.substring(prefix.length()), array);
      }
    });
    return own;
  }
}
