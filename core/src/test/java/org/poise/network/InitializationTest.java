package org.poise.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.problem.Problem;
import org.poise.problem.Where;
import org.poise.residual.CompiledProblem;
import org.poise.residual.FieldEvaluator;

class InitializationTest {
  private static final Problem PROBLEM =
      Problem.builder("A value")
          .domain("x", -1, 1)
          .domain("y", -1, 1)
          .fields("u")
          .points("inside", Where.interior(3))
          .equation("value", "inside", "u")
          .build();

  private static Network network(Initializer initializer) {
    return new Network(
        "main",
        List.of("u"),
        Mlp.of(3, 30, Activation.TANH),
        initializer,
        new Normalization(new double[] {0, 0}, new double[] {1, 1}));
  }

  /** θ, and u at a few points. */
  private record Drawn(double[] theta, double[] values) {
    static Drawn of(Initializer initializer) {
      try (CompiledProblem compiled =
          CompiledProblem.compile(PROBLEM, List.of(network(initializer)), 1)) {
        double[] theta = compiled.initialParameters(5);
        double[] values = new double[3];
        FieldEvaluator u = compiled.evaluator(List.copyOf(PROBLEM.quantities().values()));
        u.evaluate(theta, 3, new double[] {0.1, 0.7, -0.4, 0.2, 0.9, -0.8}, values);
        return new Drawn(theta, values);
      }
    }
  }

  @Test
  void theStandardParametrisationOfNtkDrawsTheSameFunctions() {
    Drawn scaled = Drawn.of(Initializer.NTK);
    Drawn standard = Drawn.of(Initializer.NTK_STANDARD);
    assertThat(standard.values()).containsExactly(scaled.values(), offset(1e-13));
    // The first layer has two inputs, so its weights differ by 1/√2, and its biases not at all.
    assertThat(standard.theta()[0]).isEqualTo(scaled.theta()[0] / Math.sqrt(2), offset(1e-15));
    assertThat(standard.theta()[2 * 30]).isEqualTo(scaled.theta()[2 * 30]).isNotZero();
  }

  @Test
  void theOthersStartWithoutBiases() {
    for (Initializer initializer : Initializer.values()) {
      double bias = Drawn.of(initializer).theta()[2 * 30];
      assertThat(bias != 0).as(initializer.label()).isEqualTo(initializer.drawsBiases());
    }
  }
}
