package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.problem.Problem;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.problem.Where;

/**
 * Operations counted by hand: a layer of 5 units between 2 coordinates and u, for the components u,
 * u_x, u_y, of which there are 6 pairs.
 */
class SweepCostsTest {
  private static final int POINTS = 7;
  private static final double COORDINATES = 2 * 2 * 5;
  private static final double OUTPUTS = 2 * 5;
  private static final double INPUTS = 6 * 2 * (2 + 5);
  private static final double ADJOINTS = 6 * 2 * (5 + 1);

  private static SweepCosts costs(String... residuals) {
    ProblemBuilder builder =
        Problem.builder("counted")
            .domain("x", 0, 1)
            .domain("y", 0, 1)
            .fields("u")
            .points("inside", Where.interior(POINTS));
    for (int e = 0; e < residuals.length; e++) {
      builder.equation("e" + e, "inside", residuals[e]);
    }
    Problem problem = builder.build();
    Network network =
        new Network(
            "main",
            List.of("u"),
            Mlp.of(1, 5, Activation.TANH),
            Initializer.GLOROT_NORMAL,
            Normalization.none(2));
    try (CompiledProblem compiled = CompiledProblem.compile(problem, List.of(network), 1)) {
      return compiled.bind(new Sampling(Sampler.SOBOL, 0).draw(problem, 1, 0)).costs();
    }
  }

  @Test
  void oneEquationAddsDotProductsAlone() {
    assertThat(costs("u_x * u_y").rowNorms()).isEqualTo(POINTS * (INPUTS + ADJOINTS));
  }

  /** Both sweep the value alone, and take the derivatives' adjoints from the gradient of u. */
  @Test
  void anotherEquationAddsASweepBackAndItsOwnDotProducts() {
    double sweeps = 2 * (COORDINATES + OUTPUTS) - (COORDINATES + 3 * OUTPUTS);
    assertThat(costs("u_x * u_y", "u * u_x - u_y").rowNorms())
        .isEqualTo(POINTS * (INPUTS + 2 * ADJOINTS + sweeps));
  }

  @Test
  void anEquationSweepsOnlyTheFirstComponentsThatItUses() {
    double sweeps = 2 * (COORDINATES + OUTPUTS) - (COORDINATES + 3 * OUTPUTS);
    double adjoints = 3 * 2 * (5 + 1);
    assertThat(costs("u * u_x", "u_x * u_y").rowNorms())
        .isEqualTo(POINTS * (INPUTS + ADJOINTS + adjoints + sweeps));
  }
}
