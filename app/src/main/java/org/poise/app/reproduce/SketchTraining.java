package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.poise.app.compare.Spread;
import org.poise.app.console.Quantity;
import org.poise.training.History;

/** Training with exact against sketched NTK weights: errors against steps and wall time. */
final class SketchTraining {
  /** Largest ratio of errors, sketched over exact, that counts as no worse. */
  private static final double FACTOR = 2;

  private static final Map<String, String> SCHEMES = schemes();

  /**
   * A problem to train.
   *
   * @param setup it
   * @param quick what makes it small
   */
  private record Problem(Setup setup, String... quick) {
    Problem(String name, String... quick) {
      this(Setup.of(name, "stop.minutes=0"), quick);
    }
  }

  private static final List<Problem> PROBLEMS =
      List.of(
          new Problem("poisson1d", "optimizer={adam: {rate: 5e-3, steps: 1000}}"),
          new Problem("wave1d-small", "optimizer={adam: {rate: 1e-3, steps: 300}}"),
          new Problem(
              "burgers", "optimizer={adam: {rate: 5e-3, steps: 500}}", "points.inside.count=1000"),
          new Problem(
              "kovasznay",
              "optimizer={adam: {rate: 5e-3, steps: 500}}",
              "points.inside.count=300"));

  private SketchTraining() {}

  private static Map<String, String> schemes() {
    Map<String, String> schemes = new LinkedHashMap<>();
    schemes.put("exact", "weights={ntk: {convention: jaxpi, every: 50}}");
    schemes.put(
        "sketch-1",
        "weights={ntk: {convention: jaxpi, every: 50, estimator: {sketch: {probes: 1}}}}");
    schemes.put(
        "sketch-10",
        "weights={ntk: {convention: jaxpi, every: 50, estimator: {sketch: {probes: 10}}}}");
    schemes.put("fixed", "weights=fixed");
    return schemes;
  }

  static void run(StudyContext context, Findings findings) throws IOException {
    int seeds = context.pick(1, 5);
    for (Problem problem : PROBLEMS) {
      Map<String, Setup> setups = new LinkedHashMap<>();
      Setup base = problem.setup;
      if (context.size() == Size.QUICK) {
        base = base.with(problem.quick);
      }
      for (int seed = 1; seed <= seeds; seed++) {
        for (Map.Entry<String, String> scheme : SCHEMES.entrySet()) {
          setups.put(
              label(base, scheme.getKey(), seed),
              base.with(scheme.getValue(), "validation.every=25", "seed=" + seed));
        }
      }
      TrainedRuns runs = context.train("Training " + base.problem(), setups);
      section(findings, base, runs, seeds);
    }
  }

  private static String label(Setup setup, String scheme, int seed) {
    return "training/" + setup.problem() + "/" + scheme + "/seed-" + seed;
  }

  private static void section(Findings findings, Setup base, TrainedRuns runs, int seeds)
      throws IOException {
    Section section =
        findings.section(
            "Training: " + base.problem(),
            "Weights every 50 steps, from exact traces, from sketches of 1 and of 10 probes, and"
                + " all 1. Curves are of seed 1; the table has medians over "
                + seeds
                + (seeds == 1 ? " seed." : " seeds."));
    Section.Chart overTime = section.chart("Error", "largest relative L2 error", "seconds", false);
    Section.Chart overSteps = section.chart("Error", "largest relative L2 error", "step", false);
    Section.Table table =
        section.table(
            "At the end",
            "weights",
            "relative L2 error",
            "to exact",
            "seconds",
            "spent on weights, %");
    double exact = 0;
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (String scheme : SCHEMES.keySet()) {
      List<TrainedRun> all = new ArrayList<>();
      for (int seed = 1; seed <= seeds; seed++) {
        all.add(runs.of(label(base, scheme, seed)));
      }
      History metrics = all.getFirst().metrics();
      double[] errors = largest(metrics);
      overTime.curve(scheme, metrics.column("seconds"), errors);
      overSteps.curve(scheme, metrics.column("step"), errors);
      double error = median(all, TrainedRun::largestError);
      exact = scheme.equals("exact") ? error : exact;
      ratios.put(scheme, error / exact);
      double share =
          median(all, run -> 100 * run.summary().path("weightSeconds").asDouble() / run.seconds());
      table.row(scheme, error, error / exact, median(all, TrainedRun::seconds), share);
    }
    double one = ratios.getOrDefault("sketch-1", Double.NaN);
    double ten = ratios.getOrDefault("sketch-10", Double.NaN);
    findings.claim(
        Claim.of(
            base.problem()
                + ": sketched weights end with an error at most twice that of exact weights",
            "experiments support the estimates",
            Quantity.few(one) + " times with 1 probe, " + Quantity.few(ten) + " with 10",
            Claim.Held.of(one <= FACTOR && ten <= FACTOR),
            runs.of(label(base, "sketch-10", 1)).setup().command()));
  }

  private static double median(List<TrainedRun> runs, ToDoubleFunction<TrainedRun> of) {
    return Spread.of(runs.stream().mapToDouble(of).toArray()).median();
  }

  /** The largest relative error over the quantities, at every measurement. */
  private static double[] largest(History metrics) {
    double[] largest = new double[metrics.rows().size()];
    for (String column : metrics.columns()) {
      if (column.endsWith(".relL2")) {
        double[] errors = metrics.column(column);
        for (int i = 0; i < largest.length; i++) {
          largest[i] = Math.max(largest[i], errors[i]);
        }
      }
    }
    return largest;
  }
}
