package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinearOperatorTest {
  private static final Scope SCOPE =
      new Scope(
          List.of("x", "t"),
          List.of("u", "v"),
          Map.of("k", 3.0),
          List.of("nu"),
          Map.of(),
          new Boundary.Periodic(0, -1, 1));

  private static Map<String, String> coefficients(Scope scope, String residual) {
    LinearOperator operator = LinearOperator.of(FormulaParser.parse(residual, scope));
    return operator.coefficients().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().toString(), e -> e.getValue().toString()));
  }

  @Test
  void takesCoefficientsAndLeavesTheRest() {
    assertThat(coefficients(SCOPE.on(null), "u_t - d(k*x^2*u_x, x) + sin(t) + 0*v + u/2 + u/2"))
        .containsOnly(
            Map.entry("u", "1"),
            Map.entry("u_t", "1"),
            Map.entry("u_x", "-6*x"),
            Map.entry("u_xx", "-3*x^2"));
  }

  @Test
  void pairsHaveBothSides() {
    assertThat(coefficients(SCOPE, "jump(x*u)"))
        .containsOnly(Map.entry("u", "1"), Map.entry("u@upper", "1"));
  }

  @Test
  void refusesWhatIsNotLinearOrNotFixed() {
    assertThatThrownBy(() -> coefficients(SCOPE.on(null), "u_t + u*u_x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'u_t + u*u_x' is not linear: its derivative by u is u_x, which depends on u_x; use a linear equation");
    assertThatThrownBy(() -> coefficients(SCOPE.on(null), "u_t - nu*u_xx"))
        .hasMessage("'u_t - nu*u_xx' has the trainable coefficient nu; give it a value");
  }
}
