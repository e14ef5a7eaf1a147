package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.poise.experiment.Experiment;
import org.poise.linalg.Dense;
import org.poise.ntk.KernelModes;
import org.poise.ntk.LinearizedDescent;
import org.poise.ntk.TangentKernel;
import org.poise.optimizer.GradientDescent;
import org.poise.training.Outcome;
import org.poise.training.Trainer;
import org.poise.training.TrainingListener;
import org.poise.training.TrainingState;
import org.poise.weighting.Convention;
import org.poise.weighting.Groups;

/**
 * Gradient descent with adaptive NTK weights, set against what the kernel K_0 and the weights Λ_0
 * at its start predict: with Λ_0^½ K_0 Λ_0^½ = Q diag(μ) Qᵀ, the component r̃_k of QᵀΛ_0^½r falls
 * by 1 − η μ_k a step.
 */
final class WeightedDescent {
  /** Points of a curve over steps, about. */
  private static final int KEPT = 200;

  private final StudyContext context;
  private final Experiment experiment;
  private final BoundProblem bound;
  private final TangentKernel kernel;
  private final KernelModes modes;
  private final double rate;
  private final int steps;
  private final List<double[]> components = new ArrayList<>();
  private final List<double[]> weights = new ArrayList<>();
  private double[] last = new double[0];

  private WeightedDescent(
      StudyContext context, Experiment experiment, BoundProblem bound, double factor, int steps) {
    this.context = context;
    this.bound = bound;
    this.steps = steps;
    kernel = bound.kernel(bound.initial());
    Groups groups = Groups.of(kernel.blocks());
    double[] first = Convention.WANG.weights(groups, groups.sum(kernel.traces()));
    modes = KernelModes.of(kernel, TangentKernel.lambda(kernel.blocks(), groups.spread(first)));
    rate = rounded(factor / modes.eigenvalues()[0]);
    this.experiment = experiment.withOptimizers(List.of(GradientDescent.of(rate, steps)));
  }

  /** Three digits, so that the last bits of an eigenvalue change nothing. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }

  /**
   * Descends.
   *
   * @param experiment with NTK weights, points that stay, and a checkpoint at every step
   * @param factor the rate η times λ_max; below 2 for a descent that is stable
   * @param steps steps to take
   * @param result takes what came out
   */
  static void follow(
      StudyContext context, Experiment experiment, double factor, int steps, ObjectNode result) {
    try (BoundProblem bound = new BoundProblem(experiment, context.threads())) {
      WeightedDescent descent = new WeightedDescent(context, experiment, bound, factor, steps);
      Outcome outcome = descent.run();
      descent.write(result.put("failed", outcome.exitStatus() != 0));
    }
  }

  private Outcome run() {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void checkpoint(TrainingState state) {
            context.checkStop();
            add(state);
          }
        };
    try (Trainer trainer = Trainer.of(experiment, context.threads())) {
      Outcome outcome = trainer.run(trainer.initial(), listener, () -> false);
      TrainingState end = outcome.result().state();
      if (end.step() == components.size()) {
        add(end);
      }
      return outcome;
    }
  }

  private void add(TrainingState state) {
    last = state.theta();
    weights.add(state.weights().weights().clone());
    components.add(modes.components(bound.residuals(last)));
  }

  private void write(ObjectNode result) {
    double[] mu = modes.eigenvalues();
    int taken = components.size() - 1;
    double[] predicted = new double[mu.length];
    double[] seen = new double[mu.length];
    for (int k = 0; k < mu.length; k++) {
      predicted[k] = -StrictMath.log(Math.abs(1 - rate * mu[k]));
      int window = (int) Math.clamp(Math.rint(1 / (rate * mu[k])), 1, Math.max(1, taken));
      seen[k] = taken < window ? Double.NaN : fall(components.get(0)[k], at(window)[k]) / window;
    }
    Numbers.put(result, "eigenvalues", mu);
    Numbers.put(result, "predictedRates", predicted);
    Numbers.put(result, "seenRates", seen);
    result.put("rate", rate).put("taken", taken).put("parameters", last.length);
    curves(result, taken);
    int late = 2 * steps / 3;
    boolean complete = taken == steps;
    Numbers.put(
        result,
        "lateRate",
        complete ? fall(norm(at(late)), norm(at(steps))) / (steps - late) : Double.NaN);
    Numbers.put(result, "drift", complete ? bound.kernel(last).drift(kernel) : Double.NaN);
    Numbers.put(result, "weightChange", complete ? change(0, steps) : Double.NaN);
    Numbers.put(result, "lateWeightChange", complete ? change(steps / 2, steps) : Double.NaN);
  }

  private double[] at(int step) {
    return components.get(step);
  }

  private static double fall(double from, double to) {
    return StrictMath.log(Math.abs(from / to));
  }

  private static double norm(double[] vector) {
    return Dense.norm2(vector.length, vector, 0);
  }

  /** The largest relative distance of a weight from its last value, from a step on. */
  private double change(int from, int to) {
    double largest = 0;
    for (int t = from; t <= to; t++) {
      largest = Math.max(largest, Numbers.largestDeviation(weights.get(t), weights.get(to)));
    }
    return largest;
  }

  private void curves(ObjectNode result, int taken) {
    LinearizedDescent linear =
        new LinearizedDescent(modes.eigenvalues(), components.getFirst().clone());
    int every = Math.max(1, taken / KEPT);
    List<double[]> rows = new ArrayList<>();
    for (int t = 0; t <= taken; t++) {
      if (t % every == 0 || t == taken) {
        double[] row = new double[3 + weights.get(t).length];
        row[0] = t;
        row[1] = norm(at(t));
        row[2] = linear.norm();
        System.arraycopy(weights.get(t), 0, row, 3, weights.get(t).length);
        rows.add(row);
      }
      linear.step(rate);
    }
    List<String> names = new ArrayList<>(List.of("step", "norm", "predictedNorm"));
    Groups.of(kernel.blocks()).names().forEach(group -> names.add("weight." + group));
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      Numbers.put(result, names.get(i), rows.stream().mapToDouble(row -> row[column]).toArray());
    }
  }
}
