package org.poise.bench.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;
import org.poise.problem.Where;
import org.poise.residual.CompiledProblem;
import org.poise.residual.JetComponents;
import org.poise.residual.ResidualMap;

/**
 * A training step's gradient: the wave equation (u, u_x, u_t, u_xx, u_tt), 4 hidden layers of tanh.
 */
final class Step implements AutoCloseable {
  static final int POINTS = 1024;
  static final int COMPONENTS = 5;
  static final int LAYERS = 4;

  private final int width;
  private final CompiledProblem compiled;
  private final ResidualMap map;
  private final double[] theta;
  private final double[] weights = new double[POINTS];
  private final double[] gradient;
  private final double[] residuals = new double[POINTS];
  private final double[] norms = new double[POINTS];

  Step(int width, int threads, JetComponents components) {
    this.width = width;
    Problem problem =
        Problem.builder("Wave equation")
            .domain("x", 0, 1)
            .domain("t", 0, 1)
            .fields("u")
            .points("inside", Where.interior(POINTS))
            .equation("wave", "inside", "u_tt - 4*u_xx")
            .build();
    Network network =
        new Network(
            "main",
            List.of("u"),
            new Mlp(Collections.nCopies(LAYERS, width), Activation.TANH),
            Initializer.GLOROT_NORMAL,
            Normalization.none(2));
    this.compiled = CompiledProblem.compile(problem, List.of(network), threads, components);
    this.map = compiled.bind(Sampling.standard().draw(problem, 1, 0));
    this.theta = compiled.initialParameters(1);
    this.gradient = new double[theta.length];
    Arrays.fill(weights, 2.0 / POINTS);
  }

  /** Operations of the matrix products alone, with a component for each derivative. */
  double operations() {
    double weightsPerPoint = 2.0 * width + (LAYERS - 1.0) * width * width + width;
    return 3 * 2.0 * COMPONENTS * POINTS * weightsPerPoint;
  }

  void plain() {
    map.gradient(theta, weights, null, gradient, residuals, null);
  }

  void withDiagonal() {
    map.gradient(theta, weights, null, gradient, residuals, norms);
  }

  @Override
  public void close() {
    compiled.close();
  }
}
