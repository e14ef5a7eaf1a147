package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.poise.app.compare.Spread;
import org.poise.linalg.Dense;
import org.poise.ntk.Derivative;
import org.poise.ntk.KernelSketch;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.ProbeDistribution;
import org.poise.ntk.Probes;
import org.poise.ntk.SketchedKernel;
import org.poise.ntk.TangentKernel;
import org.poise.ntk.TraceEstimate;
import org.poise.weighting.Convention;
import org.poise.weighting.Groups;

/** How far sketches on the parameter side are from the exact kernel, at initial parameters. */
final class SketchAccuracy implements AutoCloseable {
  /** Probes whose kernels are compared with and without a discretisation error. */
  private static final int STEP_PROBES = 16;

  /** Probes for the test of unbiasedness. */
  private static final int MANY = 1000;

  private final BoundProblem bound;
  private final double[] theta;
  private final TangentKernel exact;
  private final Groups groups;
  private final double[] weights;

  SketchAccuracy(StudyContext context, Setup setup) {
    bound = new BoundProblem(context.experiment(setup), context.threads());
    theta = bound.initial();
    exact = bound.kernel(theta);
    groups = Groups.of(exact.blocks());
    weights = weights(exact.traces());
  }

  private double[] weights(double[] traces) {
    return Convention.WANG.weights(groups, groups.sum(traces));
  }

  /** max |λ/λ* − 1| over the groups, of the weights λ that follow from traces. */
  private double weightError(double[] traces, double[] reference) {
    return Numbers.largestDeviation(weights(traces), reference);
  }

  private static KernelSketch gaussian(Derivative derivative, int probes, double step) {
    return new ParameterSketch(derivative, ProbeDistribution.GAUSSIAN, Probes.of(probes), step);
  }

  /**
   * Root mean squares over repetitions of the relative errors of the kernel, and of the worst of
   * its blocks' traces, against the number of probes; and the error that theory gives for the
   * kernel, √(((Tr K)² + ‖K‖²)/s)/‖K‖. Of the weights' errors it is the median, since the mean
   * square of a reciprocal need not exist. Errors of few probes scatter widely, so every number of
   * probes is repeated until {@code work} probes are drawn.
   */
  void againstProbes(StudyContext context, int[] probes, int work, ObjectNode result) {
    double[] kernels = new double[probes.length];
    double[] traces = new double[probes.length];
    double[] theory = new double[probes.length];
    double[] ofWeights = new double[probes.length];
    double[] exactTraces = exact.traces();
    double total = Arrays.stream(exactTraces).sum();
    double ratio = total / exact.norm();
    for (int i = 0; i < probes.length; i++) {
      int repetitions = work / probes[i];
      double[] squares = new double[exactTraces.length];
      double[] weightErrors = new double[repetitions];
      for (int k = 0; k < repetitions; k++) {
        context.checkStop();
        KernelSketch sketch = gaussian(Derivative.JVP, probes[i], 0);
        SketchedKernel sketched = SketchedKernel.of(sketch, bound.map(), theta, k);
        double error = sketched.relativeError(exact);
        kernels[i] += error * error / repetitions;
        double[] found = sketched.traces();
        weightErrors[k] = weightError(found, weights);
        for (int b = 0; b < squares.length; b++) {
          double off = found[b] / exactTraces[b] - 1;
          squares[b] += off * off / repetitions;
        }
      }
      kernels[i] = Math.sqrt(kernels[i]);
      ofWeights[i] = Spread.of(weightErrors).median();
      traces[i] = Math.sqrt(Arrays.stream(squares).max().orElse(0));
      theory[i] = Math.sqrt((ratio * ratio + 1) / probes[i]);
    }
    Numbers.put(result, "probes", Arrays.stream(probes).asDoubleStream().toArray());
    Numbers.put(result, "kernel", kernels);
    Numbers.put(result, "traces", traces);
    Numbers.put(result, "weights", ofWeights);
    Numbers.put(result, "theory", theory);
    result.put("rows", exact.rows()).put("parameters", theta.length);
  }

  /**
   * ‖K̂_h − K̂_jvp‖/‖K̂_jvp‖ of the same probes, and the largest relative change of a weight,
   * against the length of a difference's step relative to ‖θ‖: what differences add to the sketch.
   */
  void againstStep(StudyContext context, double[] steps, ObjectNode result) {
    Numbers.put(result, "steps", steps);
    SketchedKernel tangents = sketched(Derivative.JVP, 0);
    double[] base = dense(tangents);
    double[] baseWeights = weights(tangents.traces());
    double size = Dense.norm2(base.length, base, 0);
    double norm = Dense.norm2(theta.length, theta, 0);
    for (Derivative derivative : new Derivative[] {Derivative.FORWARD, Derivative.CENTRAL}) {
      double[] off = new double[steps.length];
      double[] ofWeights = new double[steps.length];
      for (int i = 0; i < steps.length; i++) {
        context.checkStop();
        SketchedKernel sketched = sketched(derivative, steps[i] * norm);
        ofWeights[i] = weightError(sketched.traces(), baseWeights);
        double[] difference = dense(sketched);
        Dense.axpy(difference.length, -1, base, 0, difference, 0);
        off[i] = Dense.norm2(difference.length, difference, 0) / size;
      }
      Numbers.put(result, derivative.label(), off);
      Numbers.put(result, derivative.label() + "Weights", ofWeights);
    }
  }

  private SketchedKernel sketched(Derivative derivative, double step) {
    return SketchedKernel.of(gaussian(derivative, STEP_PROBES, step), bound.map(), theta, 1);
  }

  private double[] dense(SketchedKernel kernel) {
    return kernel.block(0, exact.rows(), 0, exact.rows());
  }

  /**
   * The largest |estimate − exact| over its standard error over the blocks, from {@value #MANY}
   * probes with the default forward difference.
   */
  void bias(ObjectNode result) {
    TraceEstimate estimate = gaussian(Derivative.FORWARD, MANY, 0).estimate(bound.map(), theta, 7);
    double largest = 0;
    for (int b = 0; b < estimate.traces().length; b++) {
      double off = estimate.traces()[b] - exact.traces()[b];
      largest = Math.max(largest, Math.abs(off) / estimate.standardErrors()[b]);
    }
    result.put("blocks", estimate.traces().length).put("largestZ", largest);
  }

  @Override
  public void close() {
    bound.close();
  }
}
