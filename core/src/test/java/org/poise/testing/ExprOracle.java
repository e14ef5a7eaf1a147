package org.poise.testing;

import java.math.BigDecimal;
import org.poise.formula.Expr;

/**
 * Walks an expression with 60 digits; for the operators and functions that the randomised tests
 * draw from.
 */
public final class ExprOracle {
  private ExprOracle() {}

  /** Values of the leaves. */
  public interface Leaves {
    BigDecimal jet(Expr.FieldJet jet);

    BigDecimal coordinate(int index);

    BigDecimal coefficient(int index);
  }

  public static BigDecimal evaluate(Expr expression, Leaves leaves) {
    return switch (expression) {
      case Expr.Constant(double value) -> new BigDecimal(value);
      case Expr.Coordinate(int index, String name) -> leaves.coordinate(index);
      case Expr.Coefficient(int index, String name) -> leaves.coefficient(index);
      case Expr.FieldJet jet -> leaves.jet(jet);
      case Expr.Unary unary -> {
        BigDecimal x = evaluate(unary.argument(), leaves);
        yield switch (unary.function()) {
          case NEGATE -> x.negate();
          case SIN -> Taylor.sin(x);
          case EXP -> Taylor.exp(x);
          default -> throw new IllegalArgumentException("no oracle for " + unary.function());
        };
      }
      case Expr.Binary binary -> {
        BigDecimal a = evaluate(binary.left(), leaves);
        BigDecimal b = evaluate(binary.right(), leaves);
        yield switch (binary.operator()) {
          case PLUS -> a.add(b, Taylor.MC);
          case MINUS -> a.subtract(b, Taylor.MC);
          case TIMES -> a.multiply(b, Taylor.MC);
          case DIVIDE -> a.divide(b, Taylor.MC);
          case POWER -> a.pow(b.intValueExact(), Taylor.MC);
          default -> throw new IllegalArgumentException("no oracle for " + binary.operator());
        };
      }
    };
  }
}
