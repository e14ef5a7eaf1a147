package org.poise.formula;

import java.util.List;
import org.poise.formula.Expr.Binary;
import org.poise.formula.Expr.Coefficient;
import org.poise.formula.Expr.Constant;
import org.poise.formula.Expr.Coordinate;
import org.poise.formula.Expr.FieldJet;
import org.poise.formula.Expr.Unary;

/** Writes an expression so that the parser reads the same expression again. */
final class Printer {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int SIGNED = 3;
  private static final int POWER = 4;
  private static final int ATOM = 5;

  private Printer() {}

  static String print(Expr expr) {
    StringBuilder out = new StringBuilder();
    write(expr, SUM, out);
    return out.toString();
  }

  /** Writes in parentheses what binds less than {@code least}. */
  private static void write(Expr expr, int least, StringBuilder out) {
    boolean inParentheses = binding(expr) < least;
    if (inParentheses) {
      out.append('(');
    }
    switch (expr) {
      case Constant(double value) -> out.append(number(value));
      case Coordinate(_, String name) -> out.append(name);
      case Coefficient(_, String name) -> out.append(name);
      case FieldJet jet -> out.append(jet(jet));
      case Unary(Function function, Expr argument) when function == Function.NEGATE -> {
        out.append('-');
        write(argument, POWER, out);
      }
      case Unary(Function function, Expr argument) -> {
        out.append(function.label()).append('(');
        write(argument, SUM, out);
        out.append(')');
      }
      case Binary binary -> write(binary, out);
    }
    if (inParentheses) {
      out.append(')');
    }
  }

  private static void write(Binary binary, StringBuilder out) {
    Operator operator = binary.operator();
    if (operator.isFunction()) {
      out.append(operator.label()).append('(');
      write(binary.left(), SUM, out);
      out.append(", ");
      write(binary.right(), SUM, out);
      out.append(')');
      return;
    }
    boolean power = operator == Operator.POWER;
    write(binary.left(), power ? ATOM : binding(binary), out);
    String spaces = binding(binary) == SUM ? " " : "";
    out.append(spaces).append(operator.label()).append(spaces);
    write(binary.right(), power ? POWER : binding(binary) + 1, out);
  }

  private static int binding(Expr expr) {
    return switch (expr) {
      case Constant(double value) when value < 0 -> SIGNED;
      case Unary(Function function, _) when function == Function.NEGATE -> SIGNED;
      case Binary(Operator operator, _, _) ->
          switch (operator) {
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE -> PRODUCT;
            case POWER -> POWER;
            case MIN, MAX, ATAN2 -> ATOM;
          };
      default -> ATOM;
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The derivative as a suffix or, where coordinate names make that ambiguous, as a call of d. */
  private static String jet(FieldJet jet) {
    List<String> coordinates = jet.coordinates();
    List<String> letters = jet.alpha().letters().stream().map(coordinates::get).toList();
    String mark = jet.site() == 0 ? "" : "@upper";
    if (letters.isEmpty()) {
      return jet.name() + mark;
    }
    boolean ambiguous =
        coordinates.stream()
            .anyMatch(x -> coordinates.stream().anyMatch(y -> !x.equals(y) && y.startsWith(x)));
    return ambiguous
        ? "d(" + jet.name() + mark + ", " + String.join(", ", letters) + ")"
        : jet.name() + "_" + String.join("", letters) + mark;
  }
}
