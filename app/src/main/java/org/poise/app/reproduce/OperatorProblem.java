package org.poise.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.ntk.InfiniteWidthKernel;
import org.poise.ntk.TangentKernel;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.problem.Where;
import org.poise.residual.Block;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;

/**
 * Linear operators T on the same points of a box, each an equation Tu = 0, so that the diagonal
 * blocks of the kernel are K_T.
 *
 * @param problem equations named after the operators
 * @param points their points
 */
record OperatorProblem(Problem problem, Points points) {
  private static final long SEED = 1;

  /**
   * A linear operator.
   *
   * @param name how it is written
   * @param formula what it makes of u, a function of x and t
   */
  record Operator(String name, String formula) {}

  /** The operators of the study; t is a coordinate like x but for the last. */
  static final List<Operator> OPERATORS =
      List.of(
          new Operator("1", "u"),
          new Operator("∂x", "u_x"),
          new Operator("Δ", "u_xx + u_tt"),
          new Operator("∂t − Δ", "u_t - u_xx"));

  /** Operators at quasi-random points of the square [lower, 1]². */
  static OperatorProblem inPlane(List<Operator> operators, int count, double lower) {
    ProblemBuilder builder =
        Problem.builder("Operators").domain("x", lower, 1).domain("t", lower, 1);
    return of(builder, operators, count, Sampler.SOBOL);
  }

  /** An operator at evenly spaced points of [−1, 1]. */
  static OperatorProblem onLine(Operator operator, int count) {
    return of(
        Problem.builder("Operators").domain("x", -1, 1), List.of(operator), count, Sampler.GRID);
  }

  private static OperatorProblem of(
      ProblemBuilder builder, List<Operator> operators, int count, Sampler sampler) {
    builder.fields("u").points("inside", Where.interior(count));
    for (int t = 0; t < operators.size(); t++) {
      builder.equation("T" + t, "inside", operators.get(t).formula);
    }
    Problem problem = builder.build();
    return new OperatorProblem(problem, new Sampling(sampler, 0).draw(problem, SEED, 0));
  }

  /** The network with so many hidden layers of a width in the NTK parametrisation. */
  List<Network> networks(int layers, int width, Activation activation) {
    return List.of(
        new Network(
            "main",
            List.of("u"),
            Mlp.of(layers, width, activation),
            Initializer.NTK,
            problem.domain().uniform()));
  }

  /** The kernel of infinitely wide layers. */
  TangentKernel limit(int layers, Activation activation) {
    return new InfiniteWidthKernel(networks(layers, 1, activation), problem.domain().dimension())
        .of(problem, points);
  }

  /** Hands the kernels at the initial parameters of seeds 0, 1, … to a consumer. */
  void empirical(List<Network> networks, int seeds, int threads, Consumer<TangentKernel> to) {
    try (CompiledProblem compiled = CompiledProblem.compile(problem, networks, threads)) {
      ResidualMap map = compiled.bind(points);
      for (int seed = 0; seed < seeds; seed++) {
        to.accept(TangentKernel.of(map, compiled.initialParameters(seed)));
      }
    }
  }

  /** The diagonal blocks K_T [n × n] of a kernel, in the order of the operators. */
  static List<double[]> blocks(TangentKernel kernel) {
    List<double[]> blocks = new ArrayList<>();
    for (Block block : kernel.blocks().blocks()) {
      int n = block.count();
      double[] values = new double[n * n];
      for (int j = 0; j < n; j++) {
        int from = (block.start() + j) * kernel.rows() + block.start();
        System.arraycopy(kernel.values(), from, values, j * n, n);
      }
      blocks.add(values);
    }
    return blocks;
  }
}
