package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpikanTest {
  @TempDir private Path directory;

  private StudyContext context() {
    return StudyContexts.quick(directory, name -> Path.of("..", "problems", name + ".yaml"));
  }

  private int parameters(Setup setup) {
    try (BoundProblem bound = new BoundProblem(context().experiment(setup), 1)) {
      return bound.initial().length;
    }
  }

  @ParameterizedTest
  @EnumSource(CpikanProblem.class)
  void setUpsTakeTheStepsOfTheirSize(CpikanProblem problem) {
    CpikanSize size = CpikanSize.of(context());
    for (CpikanNetwork network : CpikanNetwork.values()) {
      for (CpikanOptimizer optimizer : CpikanOptimizer.values()) {
        Setup setup = size.of(problem.with(network), optimizer);
        assertThat(context().experiment(setup).steps()).as(setup.command()).isEqualTo(size.steps());
      }
    }
  }

  /** [2, 8, 8, 1] of degree 5, and [2, 19, 19, 1] with biases, as published. */
  @Test
  void networksHaveThePublishedSize() {
    assertThat(parameters(CpikanProblem.DIFFUSION.with(CpikanNetwork.CPIKAN))).isEqualTo(528);
    assertThat(parameters(CpikanProblem.DIFFUSION.with(CpikanNetwork.MLP))).isEqualTo(457);
  }

  @ParameterizedTest
  @EnumSource(CpikanNetwork.class)
  void largerNetworksHaveTheParametersOfAllPieces(CpikanNetwork network) {
    Setup whole = CpikanProblem.DIFFUSION.with(network);
    for (int times : new int[] {2, 4}) {
      int pieces = parameters(whole.with("subdomains={t: " + times + "}"));
      assertThat(pieces).isEqualTo(times * parameters(whole));
      int single = parameters(CpikanProblem.DIFFUSION.with(network, times));
      assertThat(single / (double) pieces).as("%d, %d", single, pieces).isCloseTo(1, within(0.05));
    }
  }
}
