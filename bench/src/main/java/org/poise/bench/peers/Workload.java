package org.poise.bench.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.poise.bench.Equation;
import org.poise.experiment.CheckpointPolicy;
import org.poise.experiment.Experiment;
import org.poise.experiment.ValidationPolicy;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.ParameterSketch;
import org.poise.optimizer.Adam;
import org.poise.problem.Problem;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampler;
import org.poise.problem.Where;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

/**
 * One piece of work on a network of four hidden layers of tanh.
 *
 * @param kind what is done
 * @param equation what holds inside the unit cube
 * @param width units in a hidden layer
 * @param points points inside; for a prediction, points to predict
 */
record Workload(Kind kind, Equation equation, int width, int points) {
  static final int LAYERS = 4;
  static final double RATE = 1e-3;
  private static final int ENDLESS = 1_000_000_000;
  private static final double MOMENTUM = 0.9;
  private static final int BOUNDARY_SHARE = 4;

  /** What is done. */
  enum Kind {
    /** Training steps: loss, gradient, Adam. */
    STEP,
    /** Training steps with weights from the exact traces, new at every step. */
    NTK,
    /** Training steps with weights from a sketch of one probe, new at every step. */
    SKETCH,
    /** The whole tangent kernel. */
    KERNEL,
    /** The values of u. */
    PREDICT;

    /** The name for people and files. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is a second term, so that there is something to weigh. */
    boolean isWeighed() {
      return this == NTK || this == SKETCH;
    }

    /** Whether steps are taken. */
    boolean isTraining() {
      return this == STEP || isWeighed();
    }

    private static Kind of(String label) {
      return Arrays.stream(values())
          .filter(k -> k.label().equals(label))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no kind of work is '" + label + "'"));
    }
  }

  /** Reads kind, equation, width and points. */
  static Workload of(List<String> words) {
    if (words.size() != 4) {
      throw new IllegalArgumentException("a workload is KIND EQUATION WIDTH POINTS, not " + words);
    }
    return new Workload(
        Kind.of(words.get(0)),
        Equation.of(words.get(1)),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)));
  }

  /** The problem: the equation inside and, where terms are weighed, u = 0 on the first face. */
  private Problem problem() {
    List<String> coordinates = equation.coordinates();
    ProblemBuilder builder = Problem.builder(equation.label()).fields("u");
    coordinates.forEach(c -> builder.domain(c, 0, 1));
    builder.points("inside", Where.interior(points));
    builder.equation("inside", "inside", equation.residual());
    if (kind.isWeighed()) {
      builder.points(
          "boundary", Where.at(coordinates.getFirst(), 0, Math.max(1, points / BOUNDARY_SHARE)));
      builder.equation("boundary", "boundary", "u");
    }
    return builder.build();
  }

  /** A training of this work that measures nothing and never ends by itself. */
  Experiment experiment() {
    Network network =
        new Network(
            "main",
            List.of("u"),
            Mlp.of(LAYERS, width, Activation.TANH),
            Initializer.GLOROT_NORMAL,
            Normalization.none(equation.coordinates().size()));
    return Experiment.builder(problem())
        .network(network)
        .sampling(Sampler.UNIFORM, 0)
        .weights(weights())
        .optimizer(Adam.of(RATE, ENDLESS))
        .validation(new ValidationPolicy(ENDLESS, List.of(), 0))
        .checkpoint(new CheckpointPolicy(0, 1))
        .seed(1)
        .build();
  }

  private LossWeighting weights() {
    return switch (kind) {
      case NTK -> new NtkWeighting(new ExactTraces(), Convention.WANG, 1, 0);
      case SKETCH -> new NtkWeighting(ParameterSketch.of(1), Convention.WANG, 1, MOMENTUM);
      case STEP, KERNEL, PREDICT -> Fixed.ones();
    };
  }
}
