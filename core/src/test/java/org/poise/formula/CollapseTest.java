package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollapseTest {
  private static final List<String> COORDINATES = List.of("x", "y", "t");

  private static List<Expr> parse(String formulas) {
    Scope scope = new Scope(COORDINATES, List.of("u", "v"), Map.of(), List.of("k"), Map.of(), null);
    return Arrays.stream(formulas.split(";")).map(f -> FormulaParser.parse(f, scope)).toList();
  }

  private static List<String> combinations(String formulas) {
    return Collapse.of(parse(formulas), 0, 2).combinations().stream()
        .map(c -> c.text(COORDINATES))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u_xx + u_yy - sin(x)                            | xx + yy
          u_tt - 4*u_xx                                   | xx - 0.25*tt
          u_t - 0.01*u_xx                                 | t - 0.01*xx
          u_t + u*u_x - 0.25*u_xx                         | t - 0.25*xx
          u_t + u_x + u_y                                 | x + y + t
          x*(u_xx + 2*u_yy)                               | xx + 2*yy
          k*(u_xx + u_yy)                                 | xx + yy
          (u_xx + u_yy)^2 + exp(u_t)                      | xx + yy
          u_xxxx + 2*u_xxyy + u_yyyy                      | xxxx + 2*xxyy + yyyy
          u*u_x + v*u_y - 3*(u_xx + u_yy); u*v_x - 3*v_xx - 3*v_yy | xx + yy
          u_xx/x + u_yy/x                                 | xx + yy
          -(u_xx + u_yy)*cos(x)                           | xx + yy
          """)
  void combinationsAreFound(String formulas, String found) {
    assertThat(combinations(formulas)).containsExactly(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u_xx + x*u_yy           | a weight that depends on a coordinate
          u_xx + k*u_yy           | a weight that is trained
          u_xx + u*u_yy           | a weight that depends on the field
          u_xx + u_yy; u_xx       | one of them alone in another equation
          u_xx + u_yy; v_xx - v_yy | other weights for another field
          u_xx*u_yy               | a product
          u_xx + u_x              | one builds on the other
          u_xx + u_yy + u_xxx*u_yyy | others build on both
          u_xx^2 + u_yy^2         | squares
          """)
  void whatIsNoCombinationStays(String formulas, String why) {
    assertThat(combinations(formulas)).as(why).isEmpty();
    assertThat(Collapse.of(parse(formulas), 0, 2).formulas()).isEqualTo(parse(formulas));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u_t + u*u_x - 0.25*u_xx | u_t + u*u_x
          3*(u_xx + u_yy) - x     | 3*u_xx - x
          (u_xx + u_yy)^2         | u_xx^2
          """)
  void theFirstDerivativeStandsForTheCombination(String formula, String rewritten) {
    assertThat(Collapse.of(parse(formula), 0, 2).formulas()).isEqualTo(parse(rewritten));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 1, 0"})
  void onlyTheNetworksOwnFieldsCount(int first, int fields, int found) {
    assertThat(Collapse.of(parse("u_xx + u_yy; v_xx - x*v_yy"), first, fields).combinations())
        .hasSize(found);
  }
}
