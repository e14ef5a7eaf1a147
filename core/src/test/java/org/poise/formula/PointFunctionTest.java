package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointFunctionTest {
  private static final Scope SCOPE = Scope.of(List.of("x", "t"), List.of("u"));

  @Test
  void evaluatesRowByRow() {
    List<Expr> expressions =
        List.of(
            FormulaParser.parse("sin(x)*t", SCOPE),
            FormulaParser.parse("x", SCOPE),
            Expr.constant(3));
    int n = 600;
    double[] points = new Random(1).doubles(2L * n).toArray();
    double[] out = new double[3 * n];
    PointFunction.of(expressions, 2).evaluate(n, points, out);
    for (int p = 0; p < n; p++) {
      assertThat(out[3 * p]).isEqualTo(StrictMath.sin(points[2 * p]) * points[2 * p + 1]);
      assertThat(out[3 * p + 1]).isEqualTo(points[2 * p]);
      assertThat(out[3 * p + 2]).isEqualTo(3);
    }
  }

  @Test
  void fieldsHaveNoValueHere() {
    assertThatThrownBy(() -> PointFunction.of(List.of(FormulaParser.parse("x*u_x", SCOPE)), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("depends on u_x");
  }

  /** Values from mpmath with 30 digits. */
  @ParameterizedTest
  @CsvSource({
    "1e-300, 1.1283791670955125739e-300",
    "1e-10, 1.1283791670955125739e-10",
    "0.1, 0.1124629160182848922",
    "0.5, 0.52049987781304653768",
    "1, 0.84270079294971486934",
    "1.75, 0.98667167121918244377",
    "2.25, 0.9985372834133188483",
    "2.4999, 0.99959283009966654908",
    "2.5, 0.99959304798255504106",
    "2.75, 0.99989937807788036316",
    "3.5, 0.99999925690162765859",
    "5.5, 0.99999999999999264215",
    "5.999, 0.99999999999999997822",
    "7, 1.0"
  })
  void errorFunction(double x, double expected) {
    assertThat(ErrorFunction.erf(x)).isCloseTo(expected, within(4 * Math.ulp(expected)));
    assertThat(ErrorFunction.erf(-x)).isEqualTo(-ErrorFunction.erf(x));
  }

  @Test
  void errorFunctionAtItsEnds() {
    assertThat(ErrorFunction.erf(0)).isZero();
    assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isOne();
    assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
  }
}
