package org.poise.problem;

import java.util.List;
import java.util.Map;
import org.poise.formula.Expr;
import org.poise.formula.FormulaParser;
import org.poise.formula.ParseException;
import org.poise.formula.Scope;

/** Numbers that are written as formulas, such as {@code 0.01/pi}. */
public final class Numbers {
  private Numbers() {}

  /**
   * The value of a formula of numbers and named constants.
   *
   * @param trainable names that stand for no number yet, and that the formula may not use
   * @throws ParseException if the text is no such formula or its value is not finite
   */
  public static double value(String text, Map<String, Double> constants, List<String> trainable) {
    Scope scope = new Scope(List.of(), List.of(), constants, trainable, Map.of(), null);
    Expr expression = FormulaParser.parse(text, scope);
    if (expression instanceof Expr.Constant(double value) && Double.isFinite(value)) {
      return value;
    }
    if (!expression.coefficients().isEmpty()) {
      throw new ParseException(
          "'"
              + expression.coefficients().getFirst()
              + "' is trainable, and numbers are made of constants; write a value in its place",
          0,
          text);
    }
    throw new ParseException(
        "the value is not a finite number; give one, such as 0.01/pi", 0, text);
  }
}
