package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaParserTest {
  private static final Scope SCOPE =
      new Scope(
          List.of("x", "t", "x1"),
          List.of("u", "p", "u_exact"),
          Map.of("k_0", 3.0, "Re", 40.0),
          List.of("nu"),
          Map.of(
              "w",
              FormulaParser.parse("x*(1 - x)*u", Scope.of(List.of("x", "t", "x1"), List.of("u")))),
          null);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1e-4 | 1.0E-4
          .5 | 0.5
          1.5E+2 | 150
          2*3 + 4/8 - 2^3^0 | 4.5
          2-3-4 | -5
          16/4/2 | 2
          -2^2 | -4
          2^-1 | 0.5
          +2 | 2
          2 − 3·4×5 | -58
          k_0*Re | 120
          cos(pi) | -1
          log(exp(2)) + log10(100) + sqrt(16) + abs(-1) | 9
          min(1, 2) + max(3, 4) + atan2(0, 1) + step(0) + sign(-3) + erf(0) | 5
          sinh(0) + cosh(0) + tanh(0) + tan(0) + asin(0) + acos(1) + atan(0) + sin(0) | 1
          u_xxt | u_xxt
          u_x1x | d(u, x, x1)
          u_exact_x | d(u_exact, x)
          d(u*nu, t) | d(u, t)*nu
          w | x*(1 - x)*u
          d(w, t) | x*(1 - x)*d(u, t)
          w_t | x*(1 - x)*d(u, t)
          """)
  void reads(String text, String expected) {
    assertThat(FormulaParser.parse(text, SCOPE)).isEqualTo(FormulaParser.parse(expected, SCOPE));
    if (expected.matches("[-0-9.E]+")) {
      assertThat(FormulaParser.parse(text, SCOPE))
          .isEqualTo(Expr.constant(Double.parseDouble(expected)));
    }
  }

  @Test
  void aDerivativeNamesItsField() {
    Expr.FieldJet jet = (Expr.FieldJet) FormulaParser.parse("p_xtx", SCOPE);
    assertThat(jet.field()).isEqualTo(1);
    assertThat(jet.alpha()).isEqualTo(org.poise.jet.MultiIndex.of(2, 1, 0));
    assertThat(jet.site()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          u + v|4|unknown name 'v'; did you mean 'u'?
          u + viscosity|4|known are u, p, u_exact, w, x, t, x1, nu,
          u_xz|0|after the underscore stand coordinates, which are x, t, x1
          u_|0|'u_' is not a derivative of 'u'
          sin|0|write sin(…)
          u(x)|0|'u' is not a function; write u alone
          x(2)|0|write x*(…)
          sine(x)|0|unknown function 'sine'; did you mean 'sin'?
          ln(x)|0|write log(…)
          e^x|0|write exp(1)
          pow(x, 2)|0|write a^b
          x**2|1|write ^ for powers
          2x|1|write * between
          2 x|2|an operator is missing
          u u|2|an operator is missing
          (x)(t)|3|an operator is missing
          1.2.3|3|remove one
          1e999|0|beyond double precision
          1e-999|0|beyond double precision
          1/0|1|not finite
          log(0)|0|not finite
          u +|3|ends where a value is missing
          * u|0|a value is missing before '*'
          ()|1|a value is missing before ')'
          (u + x|0|not closed; add )
          sin(u|3|not closed; add )
          u)|1|was not opened
          u, x|1|a comma stands outside
          u = 0|2|write left - (right)
          u[0]|1|write ( and )
          u²|1|write ^2
          π*x|0|write pi
          ν*u|0|is not part of a formula
          u $ x|2|is not part of a formula
          sin(x, t)|0|sin takes one argument, not 2
          min(x)|0|min takes two arguments, not 1
          d(u)|0|d needs a coordinate
          d(u, y)|5|'y' is not a coordinate
          d(u, 2)|5|'2' is not a coordinate
          normal(u)|0|only on a face
          jump(u)|0|only on a periodic pair
          """)
  void explainsWhatIsWrong(String text, int offset, String problem) {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> FormulaParser.parse(text, SCOPE))
        .satisfies(error -> {
          assertThat(error.problem()).contains(problem).doesNotContain("\n");
          assertThat(error.offset()).isEqualTo(offset);
          assertThat(error.text()).isEqualTo(text);
          assertThat(error).hasMessageContaining("character " + (offset + 1));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n\t"})
  void anEmptyFormulaIsExplained(String text) {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> FormulaParser.parse(text, SCOPE))
        .withMessageContaining("the formula is empty");
  }

  @Test
  void controlCharactersAreNamed() {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> FormulaParser.parse("u + \u0007", SCOPE))
        .withMessageContaining("U+0007")
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\u0007"));
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> FormulaParser.parse("u\0", SCOPE))
        .withMessageContaining("U+0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "sin(", "2^", "d(", "((x)+"})
  void deepNestingIsRefusedWithoutOverflow(String opening) {
    for (int count : List.of(101, 10_000 / opening.length(), 100_000)) {
      assertThatExceptionOfType(ParseException.class)
          .isThrownBy(() -> FormulaParser.parse(opening.repeat(count) + "x", SCOPE));
    }
  }

  @Test
  void longSumsAreReadOrRefusedWithoutOverflow() {
    Expr sum = FormulaParser.parse("sin(u)" + " + u*x".repeat(380), SCOPE);
    assertThat(sum.derivative(0).derivative(0).toString()).isNotEmpty();
    assertThat(sum).isEqualTo(FormulaParser.parse(sum.toString(), SCOPE)).hasSameHashCodeAs(sum);
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> FormulaParser.parse("u" + " + u*x".repeat(1400), SCOPE))
        .withMessageContaining("group long sums");
  }

  @Test
  void explodingDerivativesAreRefused() {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(
            () -> FormulaParser.parse("d(tanh(u*x)/cosh(u*t)" + ", x, t".repeat(12) + ")", SCOPE))
        .withMessageContaining("lower derivatives");
  }

  @Test
  void aSuffixWithTwoReadingsIsAmbiguous() {
    Scope scope = Scope.of(List.of("x", "xx"), List.of("u"));
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> FormulaParser.parse("u_xx", scope))
        .withMessageContaining("d(u, x, x) or as d(u, xx)");
    Expr meant = FormulaParser.parse("d(u, xx)", scope);
    assertThat(FormulaParser.parse(meant.toString(), scope)).isEqualTo(meant);
  }

  @Test
  void namesThatFormulasUseAreReserved() {
    assertThat(FormulaParser.nameProblem("sin")).isPresent();
    assertThat(FormulaParser.nameProblem("pi")).isPresent();
    assertThat(FormulaParser.nameProblem("d")).isPresent();
    assertThat(FormulaParser.nameProblem("2u")).isPresent();
    assertThat(FormulaParser.nameProblem("ν")).isPresent();
    assertThat(FormulaParser.nameProblem("u_exact")).isEmpty();
  }
}
