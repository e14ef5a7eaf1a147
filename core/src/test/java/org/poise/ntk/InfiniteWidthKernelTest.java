package org.poise.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poise.formula.Boundary;
import org.poise.formula.FormulaParser;
import org.poise.formula.LinearOperator;
import org.poise.formula.Scope;
import org.poise.network.Activation;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.ProblemException;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.problem.Where;
import org.poise.residual.Block;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;

class InfiniteWidthKernelTest {
  private static final List<String> COORDINATES = List.of("x", "t");

  private static Network network(
      String name, List<String> fields, Mlp mlp, List<Embedding> embeddings) {
    Normalization normalization =
        new Normalization(new double[] {0.1, -0.2}, new double[] {0.8, 1.3});
    return new Network(name, fields, mlp, Initializer.NTK, normalization)
        .withEmbeddings(embeddings);
  }

  private static LinearOperator operator(String residual) {
    return LinearOperator.of(FormulaParser.parse(residual, Scope.of(COORDINATES, List.of("u"))));
  }

  @Test
  void oneHiddenLayerOfErfByHand() {
    Network network =
        new Network(
            "main",
            List.of("u"),
            Mlp.of(1, 7, Activation.ERF),
            Initializer.NTK,
            Normalization.none(1));
    LinearOperator one =
        LinearOperator.of(FormulaParser.parse("u", Scope.of(List.of("x"), List.of("u"))));
    InfiniteWidthKernel kernel = new InfiniteWidthKernel(List.of(network), 1);
    double[] theta = kernel.block(one, new double[] {0, 2}, one, new double[] {1});
    // x = 0, y = 1: Σ = 1, D = 3 · 5; x = 2, y = 1: Σ = 3, D = 11 · 5
    double pi = Math.PI;
    assertThat(theta[0])
        .isCloseTo(
            1 + 2 / pi * StrictMath.asin(2 / Math.sqrt(15)) + 4 / pi / Math.sqrt(15 - 4),
            within(1e-14));
    assertThat(theta[1])
        .isCloseTo(
            1 + 2 / pi * StrictMath.asin(6 / Math.sqrt(55)) + 3 * 4 / pi / Math.sqrt(55 - 36),
            within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"ERF", "SIN"})
  void operatorsAgainstSixtyDigits(Activation activation) {
    Network network =
        new Network(
            "main", List.of("u"), Mlp.of(2, 3, activation), Initializer.NTK, Normalization.none(2));
    InfiniteWidthKernel kernel = new InfiniteWidthKernel(List.of(network), 2);
    double[] x = {0.3, -0.7};
    double[] y = {0.3, -0.7, 0.9, 1.1};
    LinearOperator heat = operator("u_t - 0.3*u_xx");
    LinearOperator mixed = operator("u_xxt + u_x");
    requireOracle(activation, kernel, operator("u"), x, heat, y);
    requireOracle(activation, kernel, heat, x, operator("u_xx + u_tt - 2*u"), y);
    requireOracle(activation, kernel, mixed, x, mixed, y);
    requireOracle(activation, kernel, operator("u_xxxx"), x, operator("u_x"), y);
  }

  private static void requireOracle(
      Activation activation,
      InfiniteWidthKernel kernel,
      LinearOperator t,
      double[] x,
      LinearOperator s,
      double[] y) {
    double[] block = kernel.block(t, x, s, y);
    for (int j = 0; j < 2; j++) {
      double[] to = {y[2 * j], y[2 * j + 1]};
      double expected = LimitOracle.entry(activation, 2, t, x, s, to);
      // Rounding in products of derivatives, which grow with their order, to 1e2 at the sixth.
      assertThat(block[j])
          .as("%s, %s, entry %d", t, s, j)
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
  }

  /** Every activation, with pairs and coefficients. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void isTheMeanOfNetworksWithOneHiddenLayer(Activation activation) {
    Problem problem =
        Problem.builder("heat")
            .domain("x", -1, 1)
            .domain("t", 0, 1)
            .fields("u")
            .points("inside", Where.interior(4))
            .points("start", Where.at("t", 0, 3))
            .points("sides", Where.periodic("x", 2))
            .equation("heat", "inside", "u_t - 0.3*(1 + x^2)*u_xx - 1")
            .equation("initial", "start", "u - x")
            .equation("flux", "sides", "jump(u_x)")
            .build();
    Network main = network("main", List.of("u"), Mlp.of(1, 40, activation), List.of());
    requireMean(problem, List.of(main), 300);
  }

  @Test
  void isTheMeanOfEmbeddedNetworksAndOfSystems() {
    Problem problem =
        Problem.builder("system")
            .domain("x", -1, 1)
            .domain("t", 0, 1)
            .fields("u", "v", "p")
            .points("inside", Where.interior(4))
            .points("start", Where.at("t", 0, 3))
            .equation("first", "inside", "u_t + 2*v_x - p_x")
            .equation("second", "inside", "v_t - t*u + p")
            .equation("pressure", "start", "p")
            .build();
    List<Embedding> embeddings =
        List.of(PeriodicEmbedding.of(Map.of(0, 2.0)), new FourierFeatures(3, 0.7, false, 5));
    Mlp mlp = Mlp.of(1, 40, Activation.TANH);
    Network flow = network("flow", List.of("u", "v"), mlp, embeddings);
    Network pressure = network("pressure", List.of("p"), Mlp.of(1, 40, Activation.GELU), List.of());
    requireMean(problem, List.of(flow, pressure), 400);
  }

  /**
   * With one hidden layer the empirical kernel is a mean over its units, so its expectation is the
   * limit at any width. The mean over seeds of Σ_jk a_j a_k K_jk over every block, with random
   * signs a, and of every trace is to lie within five standard errors: by chance one of a hundred
   * would not in 1 of 17,000 fixed seeds.
   */
  private static void requireMean(Problem problem, List<Network> networks, int seeds) {
    Points points = new Sampling(Sampler.UNIFORM, 0).draw(problem, 3, 0);
    TangentKernel limit = new InfiniteWidthKernel(networks, 2).of(problem, points);
    double[] expected = figures(limit);
    double[] sum = new double[expected.length];
    double[] squares = new double[expected.length];
    try (CompiledProblem compiled = CompiledProblem.compile(problem, networks, 1)) {
      ResidualMap map = compiled.bind(points);
      assertThat(limit.blocks()).isEqualTo(map.blocks());
      for (int seed = 0; seed < seeds; seed++) {
        double[] figures = figures(TangentKernel.of(map, compiled.initialParameters(seed)));
        for (int i = 0; i < sum.length; i++) {
          double difference = figures[i] - expected[i];
          sum[i] += difference;
          squares[i] += difference * difference;
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      double mean = sum[i] / seeds;
      double error = Math.sqrt((squares[i] / seeds - mean * mean) / (seeds - 1));
      assertThat(error).as("spread of figure %d", i).isLessThan(0.2 * scale(expected));
      assertThat(Math.abs(mean)).as("figure %d", i).isLessThanOrEqualTo(5 * error + 1e-12);
    }
  }

  private static double scale(double[] expected) {
    double largest = 0;
    for (double e : expected) {
      largest = Math.max(largest, Math.abs(e));
    }
    return largest;
  }

  private static double[] figures(TangentKernel kernel) {
    List<Block> blocks = kernel.blocks().blocks();
    int n = kernel.rows();
    int count = blocks.size();
    double[] figures = new double[count * count + count];
    double[] signs = new double[n];
    SplittableRandom random = new SplittableRandom(1);
    for (int j = 0; j < n; j++) {
      signs[j] = random.nextBoolean() ? 1 : -1;
    }
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        for (int j = blocks.get(a).start(); j < blocks.get(a).end(); j++) {
          for (int k = blocks.get(b).start(); k < blocks.get(b).end(); k++) {
            figures[a * count + b] += signs[j] * signs[k] * kernel.values()[j * n + k];
          }
        }
      }
    }
    System.arraycopy(kernel.traces(), 0, figures, count * count, count);
    return figures;
  }

  @Test
  void refusesWhatHasNoLimit() {
    Network glorot =
        new Network(
            "main",
            List.of("u"),
            Mlp.of(1, 4, Activation.TANH),
            Initializer.GLOROT_NORMAL,
            Normalization.none(2));
    assertThatThrownBy(() -> new InfiniteWidthKernel(List.of(glorot), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network 'main' has the initializer glorot-normal");
    Network cubed = network("main", List.of("u"), Mlp.of(1, 4, Activation.RELU3), List.of());
    InfiniteWidthKernel kernel = new InfiniteWidthKernel(List.of(cubed), 2);
    double[] x = {0, 0};
    LinearOperator third = operator("u_xxx");
    assertThatThrownBy(() -> kernel.block(third, x, third, x))
        .hasMessage(
            "the infinite-width kernel of relu3 takes operators of order 2, not 3; use erf or sin");
    LinearOperator jump =
        LinearOperator.of(
            FormulaParser.parse(
                "jump(u)",
                Scope.of(COORDINATES, List.of("u")).on(new Boundary.Periodic(0, -1, 1))));
    assertThatThrownBy(() -> kernel.block(jump, x, jump, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use an operator without jump");
    Problem burgers =
        Problem.builder("burgers")
            .domain("x", -1, 1)
            .domain("t", 0, 1)
            .fields("u")
            .points("inside", Where.interior(2))
            .equation("burgers", "inside", "u_t + u*u_x")
            .build();
    Points points = new Sampling(Sampler.UNIFORM, 0).draw(burgers, 0, 0);
    assertThatThrownBy(() -> kernel.of(burgers, points))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("equations.burgers: 'u_t + u*u_x' is not linear");
  }
}
