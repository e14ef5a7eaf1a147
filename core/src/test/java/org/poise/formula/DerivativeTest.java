package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerivativeTest {
  /** Beyond this size a random expression is too badly conditioned to compare. */
  private static final double LARGE = 1e5;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void totalDerivativesAgreeWithNestedDualNumbers(int order) {
    Random random = new Random(order);
    int compared = 0;
    for (int i = 0; i < 700; i++) {
      Expr expr = new RandomFormulas(random).next(1 + i % 4);
      int along = random.nextInt(2);
      double[] at = {random.nextDouble(-2, 2), random.nextDouble(-2, 2)};
      Expr derivative = expr;
      for (int k = 0; k < order; k++) {
        derivative = derivative.derivative(along);
      }
      double expected = evaluate(expr, at, along, order).highest();
      double size = largest(derivative, at);
      if (size < LARGE) {
        compared++;
        // Cancellation inside the symbolic derivative leaves an error relative to its largest part.
        assertThat(evaluate(derivative, at, along, 0).real())
            .as("derivative %d of number %d, %s, along %d at %s", order, i, expr, along, at)
            .isCloseTo(expected, within(1e-11 * Math.max(1, size)));
      }
    }
    assertThat(compared).isGreaterThan(450);
  }

  @Test
  void firstDerivativesAgreeWithCentralDifferences() {
    Random random = new Random(7);
    double h = 1e-5;
    int compared = 0;
    for (int i = 0; i < 700; i++) {
      Expr expr = new RandomFormulas(random).next(1 + i % 4);
      double[] at = {random.nextDouble(-2, 2), random.nextDouble(-2, 2)};
      Expr derivative = expr.derivative(0);
      double size =
          Math.max(largest(expr, at), largest(derivative.derivative(0).derivative(0), at));
      if (size < 100) {
        compared++;
        double above = evaluate(expr, new double[] {at[0] + h, at[1]}, 0, 0).real();
        double below = evaluate(expr, new double[] {at[0] - h, at[1]}, 0, 0).real();
        assertThat(evaluate(derivative, at, 0, 0).real())
            .as("number %d, %s, at %s", i, expr, at)
            .isCloseTo((above - below) / (2 * h), within(1e-7 * Math.max(1, size)));
      }
    }
    assertThat(compared).isGreaterThan(330);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abs(x) | sign(x)
          sign(x) | 0
          step(x) | 0
          max(x, y) | step(x - y)
          min(x, y) | step(y - x)
          max(y, x) | 1 - step(y - x)
          sqrt(x) | 1/(2*sqrt(x))
          exp(2*x) | 2*exp(2*x)
          x^n | n*x^(n - 1)
          2^x | 0.6931471805599453*2^x
          1/x | -(1/x/x)
          log(x) | 1/x
          u*u_x | u_x*u_x + u*u_xx
          """)
  void firstDerivatives(String text, String derivative) {
    Scope scope =
        new Scope(
            java.util.List.of("x", "y"),
            java.util.List.of("u"),
            java.util.Map.of(),
            java.util.List.of("n"),
            java.util.Map.of(),
            null);
    assertThat(FormulaParser.parse(text, scope).derivative(0)).hasToString(derivative);
  }

  @Test
  void highDerivativesShareTheirParts() {
    Expr expr = FormulaParser.parse("tanh(x*u)*exp(-u^2)/(1 + u^2)", RandomFormulas.SCOPE);
    for (int k = 0; k < 6; k++) {
      expr = expr.derivative(0);
    }
    assertThat(Traversal.postOrder(expr)).hasSizeLessThan(20_000);
  }

  /** The largest absolute value of any node: the size of what may cancel. */
  private static double largest(Expr expr, double[] at) {
    double largest = 0;
    for (Expr node : Traversal.postOrder(expr)) {
      double size = Math.abs(evaluate(node, at, 0, 0).real());
      largest = Double.isFinite(size) ? Math.max(largest, size) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  private static NestedDual evaluate(Expr expr, double[] at, int along, int depth) {
    NestedDual[] x = new NestedDual[at.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i == along ? NestedDual.variable(at[i], depth) : NestedDual.of(at[i], depth);
    }
    return TreeWalker.evaluate(expr, depth, TreeWalker.planeWaves(x));
  }
}
