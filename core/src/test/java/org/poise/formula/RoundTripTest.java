package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void printedExpressionsReadBackAsTheyWere(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      Expr expr = new RandomFormulas(random).next(1 + i % 6);
      if (!expr.toString().matches(".*(NaN|Infinity).*")) {
        assertThat(FormulaParser.parse(expr.toString(), RandomFormulas.SCOPE))
            .as("seed %d, expression %d", seed, i)
            .isEqualTo(expr)
            .hasToString(expr.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x + 0 | x
          0*x + 1*y | y
          2*x*3*y | 6*(x*y)
          x + 1 + y - y + 2 | x + 1 + y - y + 2
          (x + 1) + 2 | x + 3
          1 - x - 1 | 1 - x - 1
          --x | x
          -(x - y) | y - x
          x - x | 0
          -x*y | -(x*y)
          (-x)*(-y) | x*y
          x/1 + x/-2 | x - x/2
          u^1 + u^0 | u + 1
          (x^2)^3 | x^6
          x^2^3 | x^8
          x^y^2 | x^y^2
          (x^y)^2 | (x^y)^2
          -x^2 | -x^2
          (-x)^2 | (-x)^2
          2^-3 | 0.125
          d(x*u, x, y) | u_y + x*u_xy
          d(d(u, x), y) | u_xy
          u_yx | u_xy
          d(a*u_x, x) | a*u_xx
          d(x^3, x, x) | 6*x
          d(sin(x*y), x) | cos(x*y)*y
          """)
  void simplifies(String text, String simplified) {
    assertThat(FormulaParser.parse(text, RandomFormulas.SCOPE)).hasToString(simplified);
  }
}
