package org.poise.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;
import static org.poise.problem.Where.periodic;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static ProblemBuilder builder() {
    return Problem.builder("Test")
        .domain("x", 0, 2)
        .domain("t", 0, 1)
        .fields("N")
        .points("inside", interior(10))
        .points("left", at("x", 0, 5))
        .points("right", at("x", 2, 5))
        .points("middle", at("x", 1, 5))
        .points("pair", periodic("x", 5));
  }

  @Test
  void expandsTransforms() {
    Problem p = builder().transform("u", "x*N").equation("pde", "inside", "u_x - u_t").build();
    assertThat(p.equations().getFirst().text()).isEqualTo("u_x - u_t");
    assertThat(p.equations().getFirst().residual()).hasToString("N + x*N_x - x*N_t");
    assertThat(p.quantities().keySet()).containsExactly("u");
  }

  @Test
  void knowsTheNormalsOfFaces() {
    Problem p =
        builder()
            .equation("left", "left", "normal(N)")
            .equation("right", "right", "normal(N)")
            .build();
    assertThat(p.equations().get(0).residual()).hasToString("-N_x");
    assertThat(p.equations().get(1).residual()).hasToString("N_x");
    assertThatThrownBy(() -> builder().equation("m", "middle", "normal(N)").build())
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("equations.m.residual: normal");
  }

  @Test
  void knowsBothEndsOfAPeriodicPair() {
    Problem p = builder().equation("pair", "pair", "jump(x*N_x)").build();
    assertThat(p.equations().getFirst().residual().fieldJets()).anyMatch(j -> j.site() == 1);
    assertThat(p.equations().getFirst().residual()).hasToString("2*N_x@upper");
  }

  @Test
  void exactFormulasMayUseEarlierOnes() {
    Problem p =
        builder()
            .output("flux", "-N_x")
            .equation("pde", "inside", "N_x")
            .exact("N", "x^2")
            .exact("flux", "-d(N, x)")
            .build();
    Validation v = Validation.of(p, List.of(3));
    assertThat(v.shape()).containsExactly(3, 3);
    assertThat(v.names()).containsExactly("N", "flux");
    assertThat(v.points()).startsWith(0, 0, 0, 0.5, 0, 1, 1, 0);
    assertThat(v.values()).startsWith(0, -0.0, 0, -0.0, 0, -0.0, 1, -2);
  }

  @Test
  void measuresAtTheReferenceAndSeesItsGrid() {
    double[] grid = {0, 0, 0, 1, 2, 0, 2, 1};
    Reference reference = new Reference(null, List.of("N"), grid, new double[] {1, 2, 3, 4});
    Problem p = builder().equation("pde", "inside", "N_x").reference(reference).build();
    assertThat(Validation.of(p, List.of()).shape()).containsExactly(2, 2);
    assertThat(TensorGrid.shape(new double[] {0, 0, 0, 1, 2, 0, 2, 0.5}, 2)).isEmpty();
    assertThat(TensorGrid.shape(new double[] {0, 0, 2, 0, 0, 1, 2, 1}, 2)).isEmpty();
    assertThat(TensorGrid.shape(new double[] {0, 0.5, 1}, 1)).containsExactly(3);
  }

  @Test
  void hasDefaultGrids() {
    assertThat(Validation.defaultShape(1)).containsExactly(1001);
    assertThat(Validation.defaultShape(2)).containsExactly(101, 101);
    assertThat(Validation.defaultShape(3)).containsExactly(41, 41, 41);
    ProblemBuilder five = Problem.builder("Five").fields("u").points("inside", interior(3));
    for (String x : List.of("a", "b", "c", "f", "g")) {
      five.domain(x, -1, 1);
    }
    Problem p = five.equation("pde", "inside", "u - a").exact("u", "a").build();
    Validation v = Validation.of(p, List.of());
    assertThat(v.shape()).isEmpty();
    assertThat(v.count(5)).isEqualTo(10_000);
    for (int i = 0; i < 10_000; i++) {
      assertThat(v.values()[i]).isEqualTo(v.points()[5 * i]);
    }
  }

  @Test
  void pointsAtWhatIsWrong() {
    ProblemException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            ProblemException.class, () -> builder().equation("pde", "inside", "N_x + M").build());
    assertThat(e.path()).containsExactly("equations", "pde", "residual");
    assertThat(e.offset()).isEqualTo(6);
    assertThatThrownBy(() -> builder().constant("nu", "0.1/").build())
        .hasMessageStartingWith("parameters.nu: ");
    assertThatThrownBy(() ->
            builder()
                .points("p", at(Map.of("x", 0.0, "t", 0.0), 3))
                .equation("e", "p", "N")
                .build())
        .hasMessageStartingWith("points.p.count: ");
    assertThatThrownBy(() -> builder().fields("u_x").equation("pde", "inside", "N").build())
        .hasMessageContaining("'u_x' cannot name a field");
  }
}
