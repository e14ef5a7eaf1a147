package org.poise.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.network.Activation;
import org.poise.network.Mlp;
import org.poise.optimizer.Adam;
import org.poise.problem.Problem;

class MemoryEstimateTest {
  /**
   * 8 vectors of the 3·10 + 11·1 parameters, and for each point its 2 coordinates and 6 numbers an
   * equation: 2 equations on 20 points, 1 on 5.
   */
  @Test
  void memoryIsCountedByHand() {
    Problem problem =
        Problem.builder("Count")
            .domain("x", 0, 1)
            .domain("t", 0, 1)
            .fields("u")
            .points("inside", interior(20))
            .points("start", at("t", 0, 5))
            .equation("one", "inside", "u_t - u_xx")
            .equation("two", "inside", "u_x")
            .equation("three", "start", "u")
            .build();
    Experiment experiment =
        Experiment.builder(problem)
            .network("main", Mlp.of(1, 10, Activation.TANH))
            .optimizer(Adam.of(1e-3, 10))
            .validation(new ValidationPolicy(10, List.of(), 0))
            .build();
    double without = 8.0 * (8 * 41 + 20 * 14 + 5 * 8);
    assertThat(experiment.memoryBytes()).isEqualTo(without);
    // Two kernels of 20 + 20 + 5 residuals, or of at most 10 + 10 + 5.
    assertThat(experiment.withNtkReport(NtkReportPolicy.every(5)).memoryBytes())
        .isEqualTo(without + 2 * 8 * 45 * 45);
    assertThat(experiment.withNtkReport(new NtkReportPolicy(5, 10)).memoryBytes())
        .isEqualTo(without + 2 * 8 * 25 * 25);
    // A gradient and a seed for each of 3 groups; 2 + 10 directions and their images.
    assertThat(ProblemFile.withWeights(experiment, "text", "gradient-norm").memoryBytes())
        .isEqualTo(without + 8 * 3 * (41 + 45));
    String oneSided = "ntk: {estimator: {one-sided: {range: 2}}}";
    assertThat(ProblemFile.withWeights(experiment, "text", oneSided).memoryBytes())
        .isEqualTo(without + 8 * 12 * (41 + 45));
  }
}
