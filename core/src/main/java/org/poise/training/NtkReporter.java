package org.poise.training;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.NtkReportPolicy;
import org.poise.linalg.Dense;
import org.poise.ntk.Drift;
import org.poise.ntk.KernelSpectra;
import org.poise.ntk.LinearizedDescent;
import org.poise.ntk.TangentKernel;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Weights;

/**
 * Reports on the tangent kernel while training, and follows what the last one predicts for gradient
 * descent. Reads parameters and weights, and changes neither.
 */
final class NtkReporter {
  private static final double NANOS = 1e9;
  private static final String LAMBDA = "lambda";
  private static final String EIGENVALUES = "eigenvalues";
  private static final String COMPONENTS = "components";

  private final NtkReportPolicy policy;
  private final ResidualMap map;
  private final boolean onTrainingPoints;
  private long reportedAt = -1;
  private double seconds;
  private double @Nullable [] firstTheta;
  private double @Nullable [] firstWeights;
  private @Nullable TangentKernel firstKernel;
  private double[] lambda = new double[0];
  private @Nullable LinearizedDescent descent;

  /**
   * @param map the residuals on the points that reports are made on
   * @param onTrainingPoints whether these are the points of every step
   */
  NtkReporter(
      NtkReportPolicy policy, ResidualMap map, boolean onTrainingPoints, @Nullable NtkState start) {
    this.policy = policy;
    this.map = map;
    this.onTrainingPoints = onTrainingPoints;
    if (start != null) {
      reportedAt = start.reportedAt();
      seconds = start.seconds();
      firstTheta = start.theta();
      firstWeights = start.weights();
      Map<String, double[]> saved = start.descent();
      double[] eigenvalues = saved.get(EIGENVALUES);
      double[] components = saved.get(COMPONENTS);
      if (eigenvalues != null && components != null) {
        lambda = saved.getOrDefault(LAMBDA, lambda);
        descent = new LinearizedDescent(eigenvalues, components.clone());
      }
    }
  }

  boolean due(long step) {
    return step % policy.every() == 0 && reportedAt < step;
  }

  long reportedAt() {
    return reportedAt;
  }

  /**
   * Reports.
   *
   * @param descends whether gradient descent takes the next step
   * @return null where the kernel is not finite
   */
  @Nullable NtkMetrics report(
      long step, double[] theta, WeightedObjective objective, boolean descends) {
    long started = System.nanoTime();
    double[] r = new double[map.blocks().rows()];
    map.residuals(theta, r);
    TangentKernel kernel = TangentKernel.of(map, theta);
    double[] now = lambda(objective);
    NtkMetrics metrics = null;
    if (isFinite(kernel, now, r)) {
      double predicted =
          descent != null && Arrays.equals(now, lambda) ? descent.norm() : Double.NaN;
      metrics = metrics(step, theta, objective.weights().byGroup(), kernel, now, r, predicted);
      reportedAt = step;
    }
    boolean predictable =
        metrics != null && descends && onTrainingPoints && !objective.hasOffsets();
    descent = predictable ? LinearizedDescent.of(kernel, now, r) : null;
    lambda = now;
    seconds += (System.nanoTime() - started) / NANOS;
    return metrics;
  }

  /** Factors of single points belong to the points of every step, and to no others. */
  private double[] lambda(WeightedObjective objective) {
    if (onTrainingPoints) {
      return objective.rowWeights().clone();
    }
    Weights weights = objective.weights();
    return TangentKernel.lambda(map.blocks(), weights.groups().spread(weights.byGroup()));
  }

  /** A diagonal that is finite bounds all of Λ^½ K Λ^½, which is positive semidefinite. */
  private static boolean isFinite(TangentKernel kernel, double[] lambda, double[] r) {
    double sum = Dense.dot(r.length, r, 0, r, 0);
    for (int j = 0; j < r.length; j++) {
      double diagonal = kernel.values()[j * r.length + j];
      sum += diagonal + lambda[j] * diagonal;
    }
    return Double.isFinite(sum);
  }

  private NtkMetrics metrics(
      long step,
      double[] theta,
      double[] weights,
      TangentKernel kernel,
      double[] lambda,
      double[] r,
      double predictedNorm) {
    double[] theta0 = firstTheta == null ? theta.clone() : firstTheta;
    double[] weights0 = firstWeights == null ? weights.clone() : firstWeights;
    TangentKernel kernel0 = firstKernel;
    if (kernel0 == null) {
      // Of a run that goes on, the first kernel is formed again: it is as large as N², θ_0 is not.
      kernel0 = firstTheta == null ? kernel : TangentKernel.of(map, theta0);
    }
    firstTheta = theta0;
    firstWeights = weights0;
    firstKernel = kernel0;
    return new NtkMetrics(
        step,
        KernelSpectra.of(kernel, lambda),
        kernel.drift(kernel0),
        Drift.of(theta0, theta),
        Drift.of(weights0, weights),
        kernel.alignment(r),
        LinearizedDescent.norm(lambda, r),
        predictedNorm);
  }

  /**
   * Takes note of a step.
   *
   * @param rate its rate if it was one of gradient descent, else NaN
   * @param objective with the weights that the step was taken with
   */
  void stepped(double rate, WeightedObjective objective) {
    if (descent == null) {
      return;
    }
    if (Double.isNaN(rate) || !Arrays.equals(lambda, objective.rowWeights())) {
      descent = null;
    } else {
      descent.step(rate);
    }
  }

  double seconds() {
    return seconds;
  }

  /** Null before the first report. */
  @Nullable NtkState state() {
    if (firstTheta == null || firstWeights == null) {
      return null;
    }
    Map<String, double[]> saved =
        descent == null
            ? Map.of()
            : Map.of(
                LAMBDA, lambda,
                EIGENVALUES, descent.eigenvalues(),
                COMPONENTS, descent.components().clone());
    return new NtkState(reportedAt, firstTheta, firstWeights, saved, seconds);
  }
}
