package org.poise.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.poise.bench.Equation;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.ntk.CheapestTraces;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.TraceEstimation;
import org.poise.ntk.TracePoint;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampling;
import org.poise.problem.Where;
import org.poise.residual.CompiledProblem;
import org.poise.residual.JetComponents;
import org.poise.residual.ResidualMap;
import org.poise.residual.SweepCosts;

/** The gradient of a training step, alone and with traces of the tangent kernel beside it. */
final class Step implements AutoCloseable {
  /** An equation on the unit cube, for a network with hidden layers of tanh. */
  record Shape(Equation equation, int width, int layers, int points, JetComponents components) {
    static final Shape USUAL = of(64);

    /** Poisson's equation in two dimensions with 1024 points and four layers. */
    static Shape of(int width) {
      return new Shape(Equation.POISSON2D, width, 4, 1024, JetComponents.SEPARATE);
    }

    Shape withEquation(Equation other) {
      return new Shape(other, width, layers, points, components);
    }

    Shape withLayers(int other) {
      return new Shape(equation, width, other, points, components);
    }

    Shape withPoints(int other) {
      return new Shape(equation, width, layers, other, components);
    }

    Shape with(JetComponents other) {
      return new Shape(equation, width, layers, points, other);
    }

    /** Operations of the matrix products alone, with a component for each derivative. */
    double operations() {
      int inputs = equation.coordinates().size();
      double weights = (double) inputs * width + (layers - 1.0) * width * width + width;
      return 3 * 2.0 * equation.components() * points * weights;
    }
  }

  private final CompiledProblem compiled;
  private final ResidualMap map;
  private final double[] theta;
  private final double[] weights;
  private final double[] gradient;
  private final double[] residuals;
  private final double[] norms;
  private final TraceEstimation sketch = ParameterSketch.of(1).start(1);
  private long sketches;

  private Step(CompiledProblem compiled, Points points, long seed) {
    this.compiled = compiled;
    map = compiled.bind(points);
    theta = compiled.initialParameters(seed);
    gradient = new double[theta.length];
    weights = new double[map.blocks().rows()];
    residuals = new double[weights.length];
    norms = new double[weights.length];
    Arrays.fill(weights, 2.0 / weights.length);
  }

  static Step of(Shape shape, int threads) {
    List<String> coordinates = shape.equation().coordinates();
    ProblemBuilder builder = Problem.builder(shape.equation().label()).fields("u");
    coordinates.forEach(c -> builder.domain(c, 0, 1));
    Problem problem =
        builder
            .points("inside", Where.interior(shape.points()))
            .equation("inside", "inside", shape.equation().residual())
            .build();
    Network network =
        new Network(
            "main",
            List.of("u"),
            Mlp.of(shape.layers(), shape.width(), Activation.TANH),
            Initializer.GLOROT_NORMAL,
            Normalization.none(coordinates.size()));
    CompiledProblem compiled =
        CompiledProblem.compile(problem, List.of(network), threads, shape.components());
    return new Step(compiled, Sampling.standard().draw(problem, 1, 0), 1);
  }

  /** The first step of a problem file. */
  static Step of(Path file, int threads) throws IOException {
    Experiment experiment = ProblemFile.read(file, List.of());
    Problem problem = experiment.problem();
    CompiledProblem compiled = CompiledProblem.compile(problem, experiment.networks(), threads);
    long seed = experiment.seed();
    return new Step(compiled, experiment.sampling().draw(problem, seed, 0), seed);
  }

  void plain() {
    map.gradient(theta, weights, null, gradient, residuals, null);
  }

  void withExactTraces() {
    map.gradient(theta, weights, null, gradient, residuals, norms);
  }

  /** With one probe; the residuals of the gradient's sweep are the base of its difference. */
  void withSketch() {
    plain();
    sketch.estimate(new TracePoint(sketches++, map, theta, residuals, null, null, 0, round -> map));
  }

  /** What exact traces add, by counted operations. */
  double countedForExactTraces() {
    SweepCosts costs = map.costs();
    return costs.rowNorms() / costs.gradient();
  }

  /** What a probe adds, by counted operations. */
  double countedForSketch() {
    SweepCosts costs = map.costs();
    return costs.residuals() / costs.gradient();
  }

  /** What {@code auto} takes for a target. */
  String chosen(double target) {
    TraceEstimation auto = new CheapestTraces(target).start(1);
    auto.estimate(TracePoint.of(map, theta));
    return auto.used();
  }

  /** The whole tangent kernel, panel by panel. */
  void kernel() {
    map.kernel(theta, (first, rows, columns, values) -> {});
  }

  /** Multiplications and additions of {@link #kernel}. */
  double kernelOperations() {
    return compiled.kernelCost(count -> count).operations();
  }

  @Override
  public void close() {
    compiled.close();
  }
}
