package org.poise.bench.library;

import java.util.function.ToDoubleFunction;
import org.poise.formula.Expr;
import org.poise.formula.Operator;

/**
 * Evaluates an expression by walking over its tree: slow, and independent of the compiled programs.
 */
final class TreeWalk {
  private TreeWalk() {}

  static double value(
      Expr e, double[] x, double[] coefficients, ToDoubleFunction<Expr.FieldJet> field) {
    return switch (e) {
      case Expr.Constant(double value) -> value;
      case Expr.Coordinate(int index, String _) -> x[index];
      case Expr.Coefficient(int index, String _) -> coefficients[index];
      case Expr.FieldJet jet -> field.applyAsDouble(jet);
      case Expr.Unary(var function, Expr argument) ->
          function.apply(value(argument, x, coefficients, field));
      case Expr.Binary(Operator operator, Expr left, Expr right) ->
          operator.apply(value(left, x, coefficients, field), value(right, x, coefficients, field));
    };
  }

  /** The value of an expression in coordinates only. */
  static double value(Expr e, double[] x) {
    return value(
        e,
        x,
        new double[0],
        jet -> {
          throw new IllegalArgumentException("no value of " + jet);
        });
  }
}
