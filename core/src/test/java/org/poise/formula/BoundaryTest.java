package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poise.jet.MultiIndex;

class BoundaryTest {
  private static final Scope INTERIOR = Scope.of(List.of("x", "t"), List.of("u", "N"));
  private static final Scope PERIODIC = INTERIOR.on(new Boundary.Periodic(0, -1, 2));

  @Test
  void normalDerivativesPointOutwards() {
    assertThat(FormulaParser.parse("normal(u)", INTERIOR.on(new Boundary.Face(0, true))))
        .hasToString("u_x");
    assertThat(FormulaParser.parse("normal(u)", INTERIOR.on(new Boundary.Face(0, false))))
        .hasToString("-u_x");
    assertThat(FormulaParser.parse("normal(x*u)", INTERIOR.on(new Boundary.Face(0, false))))
        .hasToString("-(u + x*u_x)");
  }

  @Test
  void jumpsAreUpperMinusLower() {
    assertThat(FormulaParser.parse("jump(u_x)", PERIODIC)).hasToString("u_x@upper - u_x");
    assertThat(FormulaParser.parse("jump(x*t*u)", PERIODIC)).hasToString("2*(t*u@upper) + t*u");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u | write jump(u)
          u_x + jump(u) | write jump(u_x)
          jump(jump(u)) | write jump(d(…))
          d(jump(u), x) | write jump(d(…))
          normal(u) | only on a face
          """)
  void onPeriodicPointsFieldsStandInsideJumps(String text, String problem) {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> FormulaParser.parse(text, PERIODIC))
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u | x*(1 - x)*N
          u_t | x*(1 - x)*N_t
          u_x | (1 - 2*x)*N + x*(1 - x)*N_x
          u_xx | 2*(1 - 2*x)*N_x - 2*N + x*(1 - x)*N_xx
          u_xxt | 2*(1 - 2*x)*N_xt - 2*N_t + x*(1 - x)*N_xxt
          u*u_x | x*(1 - x)*N*((1 - 2*x)*N + x*(1 - x)*N_x)
          """)
  void hardConstraintsExpandIntoDerivativesOfTheNetwork(String formula, String byHand) {
    Expr transform = FormulaParser.parse("x*(1 - x)*N", INTERIOR);
    Expr expanded =
        FormulaParser.parse(formula, INTERIOR)
            .substitute(jet -> jet.field() == 0 ? transform.derivative(jet.alpha()) : jet);
    assertThat(expanded.fieldJets()).allMatch(jet -> jet.field() == 1);
    Expr expected = FormulaParser.parse(byHand, INTERIOR);
    for (double x = -1; x < 2; x += 0.37) {
      NestedDual[] at = {NestedDual.of(x, 0), NestedDual.of(0.3 - x, 0)};
      double value = TreeWalker.evaluate(expanded, 0, TreeWalker.planeWaves(at)).real();
      double other = TreeWalker.evaluate(expected, 0, TreeWalker.planeWaves(at)).real();
      assertThat(value)
          .as("%s at x = %s", expanded, x)
          .isCloseTo(other, org.assertj.core.api.Assertions.within(1e-13));
    }
  }

  @Test
  void definitionsExpandLikeSubstitutions() {
    Expr transform = FormulaParser.parse("x*(1 - x)*N", INTERIOR);
    Scope scope =
        new Scope(
            INTERIOR.coordinates(),
            INTERIOR.fields(),
            java.util.Map.of(),
            List.of(),
            java.util.Map.of("u", transform),
            null);
    assertThat(FormulaParser.parse("u_xt", scope))
        .isEqualTo(transform.derivative(MultiIndex.of(1, 1)));
  }
}
