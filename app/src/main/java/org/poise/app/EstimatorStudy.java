package org.poise.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.poise.app.compare.Spread;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.KernelSketch;
import org.poise.ntk.Probes;
import org.poise.ntk.SketchedKernel;
import org.poise.ntk.TangentKernel;
import org.poise.ntk.TraceEstimate;
import org.poise.ntk.TraceEstimation;
import org.poise.ntk.TraceEstimator;
import org.poise.ntk.TracePoint;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Convention;
import org.poise.weighting.Groups;

/**
 * Trace estimators beside the exact traces, at one θ on one set of points. Every estimator works
 * {@link #REPETITIONS} times, in turns with the others and with probes as independent as those of
 * so many steps; its first estimate is the one that is shown. Where a pilot says how many probes it
 * takes, it does so once, before the first estimate.
 *
 * @param convention which weights follow from traces
 * @param groups the groups of blocks
 * @param traces Tr K_ii of every block, from K
 * @param weights λ of every group that follow from them
 * @param sweeps what exact traces cost on their own, in forward sweeps
 * @param seconds and on the clock: the median over the repetitions
 * @param rows one for each estimator, in the order given
 */
record EstimatorStudy(
    Convention convention,
    Groups groups,
    double[] traces,
    double[] weights,
    double sweeps,
    double seconds,
    List<Row> rows) {
  /** Independent estimates of every estimator. */
  static final int REPETITIONS = 20;

  /**
   * One estimator.
   *
   * @param text as the user gave it
   * @param estimator what it is
   * @param used the name of the estimator that did the work
   * @param first the first estimate
   * @param sweeps cost of an estimate after the first, in forward sweeps
   * @param ratios estimate over exact trace [blocks][repetitions]
   * @param seconds median time for an estimate
   * @param relativeSeconds median of the time over that of exact traces in the same turn
   * @param kernelError ‖K̂ − K‖_F / ‖K‖_F of the kernel that a sketch of the same probes gives; NaN
   *     where the estimator gives no kernel
   * @param weights λ of every group that follow from the first estimate; NaN where a group's
   *     estimate is not above 0
   */
  record Row(
      String text,
      TraceEstimator estimator,
      String used,
      TraceEstimate first,
      double sweeps,
      double[][] ratios,
      double seconds,
      double relativeSeconds,
      double kernelError,
      double[] weights) {

    /** The observed relative error of a block's trace: its root mean square. */
    double observed(int block) {
      double sum = 0;
      for (double ratio : ratios[block]) {
        sum += (ratio - 1) * (ratio - 1);
      }
      return Math.sqrt(sum / ratios[block].length);
    }
  }

  /**
   * Runs all estimators.
   *
   * @param residuals r(θ) [N]
   * @param kernel K at θ
   * @param seed of the random vectors
   */
  static EstimatorStudy of(
      Map<String, TraceEstimator> estimators,
      ResidualMap map,
      double[] theta,
      double[] residuals,
      TangentKernel kernel,
      Convention convention,
      long seed) {
    Groups groups = Groups.of(kernel.blocks());
    List<String> texts = List.copyOf(estimators.keySet());
    List<TraceEstimator> all = List.copyOf(estimators.values());
    List<TraceEstimation> started = all.stream().map(e -> e.start(seed)).toList();
    TraceEstimate[][] estimates = new TraceEstimate[all.size()][REPETITIONS];
    double[] exactSeconds = new double[REPETITIONS];
    double sweeps = 0;
    for (int k = 0; k < REPETITIONS; k++) {
      TracePoint at = new TracePoint(k, map, theta, residuals, null, null, 0, round -> map);
      TraceEstimate exact = new ExactTraces().start(seed).estimate(at);
      exactSeconds[k] = exact.seconds();
      sweeps = exact.sweeps();
      for (int e = 0; e < estimates.length; e++) {
        estimates[e][k] = started.get(e).estimate(at);
      }
    }
    double[] traces = kernel.traces();
    List<Row> rows = new ArrayList<>();
    for (int e = 0; e < estimates.length; e++) {
      TraceEstimate first = estimates[e][0];
      rows.add(
          new Row(
              texts.get(e),
              all.get(e),
              started.get(e).used(),
              first,
              estimates[e][REPETITIONS - 1].sweeps(),
              ratios(estimates[e], traces),
              Spread.of(Arrays.stream(estimates[e]).mapToDouble(TraceEstimate::seconds).toArray())
                  .median(),
              relative(estimates[e], exactSeconds),
              kernelError(all.get(e), first.probes(), map, theta, kernel, seed),
              weights(convention, groups, first.traces())));
    }
    return new EstimatorStudy(
        convention,
        groups,
        traces,
        convention.weights(groups, groups.sum(traces)),
        sweeps,
        Spread.of(exactSeconds).median(),
        rows);
  }

  private static double[][] ratios(TraceEstimate[] estimates, double[] traces) {
    double[][] ratios = new double[traces.length][estimates.length];
    for (int i = 0; i < traces.length; i++) {
      for (int k = 0; k < estimates.length; k++) {
        ratios[i][k] = estimates[k].traces()[i] / traces[i];
      }
    }
    return ratios;
  }

  private static double relative(TraceEstimate[] estimates, double[] exactSeconds) {
    double[] ratios = new double[estimates.length];
    for (int k = 0; k < ratios.length; k++) {
      ratios[k] = estimates[k].seconds() / exactSeconds[k];
    }
    return Spread.of(ratios).median();
  }

  private static double kernelError(
      TraceEstimator estimator,
      int probes,
      ResidualMap map,
      double[] theta,
      TangentKernel kernel,
      long seed) {
    return estimator instanceof KernelSketch sketch
        ? SketchedKernel.of(sketch.withProbes(Probes.of(probes)), map, theta, seed)
            .relativeError(kernel)
        : Double.NaN;
  }

  private static double[] weights(Convention convention, Groups groups, double[] traces) {
    double[] kappa = groups.sum(traces);
    for (double each : kappa) {
      if (!(each > 0)) {
        double[] none = new double[kappa.length];
        Arrays.fill(none, Double.NaN);
        return none;
      }
    }
    return convention.weights(groups, kappa);
  }

  /** The standard error that the first estimate states, relative to the exact trace. */
  double stated(Row row, int block) {
    return row.first.standardErrors()[block] / traces[block];
  }

  /** (estimate − exact) / standard error; NaN where there is no error, or none is known. */
  double z(Row row, int block) {
    double error = row.first.standardErrors()[block];
    return error > 0 ? (row.first.traces()[block] - traces[block]) / error : Double.NaN;
  }

  /** The largest factor, at least 1, between a weight that follows and the exact one. */
  double largestFactor(Row row) {
    double largest = 1;
    for (int g = 0; g < weights.length; g++) {
      double factor = row.weights[g] / weights[g];
      // Math.max passes NaN on.
      largest = Math.max(largest, Math.max(factor, 1 / factor));
    }
    return largest;
  }
}
