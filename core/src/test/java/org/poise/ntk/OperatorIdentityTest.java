package org.poise.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.ParameterLayout;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.problem.Where;
import org.poise.residual.CompiledProblem;
import org.poise.testing.NetworkOracle;
import org.poise.testing.Taylor;

/** The kernel of a residual Tu + g is the kernel of u with T applied to both of its arguments. */
class OperatorIdentityTest {
  private static final BigDecimal PARAMETER_STEP = new BigDecimal("1e-20");
  private static final double STEP = 0x1p-20;
  private static final int POINTS = 2;

  private static Network network(Activation activation) {
    return new Network(
        "main",
        List.of("u"),
        new Mlp(List.of(3, 2), activation),
        Initializer.NTK,
        new Normalization(new double[] {0.1, 0.3}, new double[] {0.8, 1.5}));
  }

  private static Problem problem(String residual) {
    return Problem.builder("identity")
        .domain("x", -1, 1)
        .domain("t", 0, 1)
        .fields("u")
        .points("inside", Where.interior(POINTS))
        .equation("e", "inside", residual)
        .build();
  }

  /**
   * The right side from nothing but values of K(x, y) = Σ_p ∂_p u(x) ∂_p u(y): differences in the
   * points of differences in the parameters, with 60 digits. The former have errors of 1e-12, the
   * square of their step times derivatives two orders higher; the latter of 1e-40, which divisions
   * by fourth powers of the step make 1e-16.
   */
  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "ERF"})
  void operatorsActOnBothArguments(Activation activation) {
    Network network = network(activation);
    Problem heat = problem("u_t - 0.25*u_xx + x*u_x - sin(t)");
    Points points = new Sampling(Sampler.UNIFORM, 0).draw(heat, 2, 0);
    double[] x = points.of("inside");
    try (CompiledProblem compiled = CompiledProblem.compile(heat, List.of(network), 1)) {
      double[] theta = compiled.initialParameters(4);
      TangentKernel left = TangentKernel.of(compiled.bind(points), theta);
      List<BigDecimal[]> gradients = new ArrayList<>();
      for (int p = 0; p < POINTS; p++) {
        gradients.add(applied(network, compiled.layout(), theta, x[2 * p], x[2 * p + 1]));
      }
      for (int j = 0; j < POINTS; j++) {
        for (int k = 0; k < POINTS; k++) {
          BigDecimal right = BigDecimal.ZERO;
          for (int p = 0; p < theta.length; p++) {
            right = right.add(gradients.get(j)[p].multiply(gradients.get(k)[p]));
          }
          double size = Math.sqrt(diagonal(left, j) * diagonal(left, k));
          assertThat(left.values()[j * POINTS + k])
              .isCloseTo(right.doubleValue(), within(1e-10 * size));
        }
      }
    }
  }

  private static double diagonal(TangentKernel kernel, int j) {
    return kernel.values()[j * POINTS + j];
  }

  /**
   * T_x of x ↦ ∂_p u(x), for every p. Since K is a sum of products of these, T_x T_y K by
   * differences is the sum of the products of what this gives.
   */
  private static BigDecimal[] applied(
      Network network, ParameterLayout layout, double[] theta, double x, double t) {
    BigDecimal[] middle = gradient(network, layout, theta, x, t);
    BigDecimal[] left = gradient(network, layout, theta, x - STEP, t);
    BigDecimal[] right = gradient(network, layout, theta, x + STEP, t);
    BigDecimal[] before = gradient(network, layout, theta, x, t - STEP);
    BigDecimal[] after = gradient(network, layout, theta, x, t + STEP);
    BigDecimal h = new BigDecimal(STEP);
    BigDecimal[] out = new BigDecimal[theta.length];
    for (int p = 0; p < out.length; p++) {
      BigDecimal byX = right[p].subtract(left[p]).divide(h.add(h), Taylor.MC);
      BigDecimal byT = after[p].subtract(before[p]).divide(h.add(h), Taylor.MC);
      BigDecimal second =
          right[p].add(left[p]).subtract(middle[p].add(middle[p])).divide(h.multiply(h), Taylor.MC);
      out[p] =
          byT.subtract(second.multiply(new BigDecimal("0.25")))
              .add(byX.multiply(new BigDecimal(x)));
    }
    return out;
  }

  private static BigDecimal[] gradient(
      Network network, ParameterLayout layout, double[] theta, double... point) {
    BigDecimal[] parameters = new BigDecimal[theta.length];
    for (int p = 0; p < theta.length; p++) {
      parameters[p] = new BigDecimal(theta[p]);
    }
    BigDecimal[] gradient = new BigDecimal[theta.length];
    for (int p = 0; p < theta.length; p++) {
      BigDecimal value = parameters[p];
      parameters[p] = value.add(PARAMETER_STEP);
      BigDecimal up = NetworkOracle.outputs(network, layout, parameters, point, 0)[0].value();
      parameters[p] = value.subtract(PARAMETER_STEP);
      BigDecimal down = NetworkOracle.outputs(network, layout, parameters, point, 0)[0].value();
      parameters[p] = value;
      gradient[p] = up.subtract(down).divide(PARAMETER_STEP.multiply(BigDecimal.TWO), Taylor.MC);
    }
    return gradient;
  }

  /** u = x(1 − x) N has the kernel x(1 − x) y(1 − y) K_N, of which the boundary has none. */
  @Test
  void hardConstraintsMultiplyTheKernel() {
    Network network =
        new Network(
            "main",
            List.of("N"),
            new Mlp(List.of(9, 7), Activation.TANH),
            Initializer.NTK,
            Normalization.none(2));
    Problem plain =
        Problem.builder("plain")
            .domain("x", 0, 1)
            .domain("t", 0, 1)
            .fields("N")
            .points("inside", Where.interior(6))
            .points("left", Where.at("x", 0, 2))
            .equation("e", "inside", "N")
            .equation("end", "left", "N")
            .build();
    Problem hard =
        Problem.builder("hard")
            .domain("x", 0, 1)
            .domain("t", 0, 1)
            .fields("N")
            .transform("u", "x*(1-x)*N")
            .points("inside", Where.interior(6))
            .points("left", Where.at("x", 0, 2))
            .equation("e", "inside", "u")
            .equation("end", "left", "u")
            .build();
    Points points = new Sampling(Sampler.UNIFORM, 0).draw(plain, 1, 0);
    double[] expected = kernel(plain, network, points).values();
    double[] actual = kernel(hard, network, points).values();
    double[] limitOfPlain = new InfiniteWidthKernel(List.of(network), 2).of(plain, points).values();
    double[] limitOfHard = new InfiniteWidthKernel(List.of(network), 2).of(hard, points).values();
    double[] factor = new double[8];
    for (int j = 0; j < 6; j++) {
      double x = points.of("inside")[2 * j];
      factor[j] = x * (1 - x);
    }
    for (int j = 0; j < 8; j++) {
      for (int k = 0; k < 8; k++) {
        int at = j * 8 + k;
        double both = factor[j] * factor[k];
        // Ten roundings of each entry.
        assertThat(actual[at]).isCloseTo(both * expected[at], within(1e-14 * both * expected[0]));
        assertThat(limitOfHard[at])
            .isCloseTo(both * limitOfPlain[at], within(1e-14 * both * limitOfPlain[0]));
      }
    }
    assertThat(factor[0]).isGreaterThan(0);
  }

  private static TangentKernel kernel(Problem problem, Network network, Points points) {
    try (CompiledProblem compiled = CompiledProblem.compile(problem, List.of(network), 1)) {
      return TangentKernel.of(compiled.bind(points), compiled.initialParameters(7));
    }
  }
}
