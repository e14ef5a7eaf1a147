package org.poise.bench.engine;

import java.util.Arrays;
import java.util.List;
import org.poise.bench.Equation;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.problem.Problem;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampling;
import org.poise.problem.Where;
import org.poise.residual.CompiledProblem;
import org.poise.residual.JetComponents;
import org.poise.residual.ResidualMap;

/** The gradient of a training step: an equation on the unit cube, hidden layers of tanh. */
final class Step implements AutoCloseable {
  /** What the step is of. */
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

  Step(Shape shape, int threads) {
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
    compiled = CompiledProblem.compile(problem, List.of(network), threads, shape.components());
    map = compiled.bind(Sampling.standard().draw(problem, 1, 0));
    theta = compiled.initialParameters(1);
    gradient = new double[theta.length];
    weights = new double[shape.points()];
    residuals = new double[shape.points()];
    norms = new double[shape.points()];
    Arrays.fill(weights, 2.0 / shape.points());
  }

  void plain() {
    map.gradient(theta, weights, null, gradient, residuals, null);
  }

  void withDiagonal() {
    map.gradient(theta, weights, null, gradient, residuals, norms);
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
