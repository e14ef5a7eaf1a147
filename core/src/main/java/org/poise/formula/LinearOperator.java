package org.poise.formula;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.poise.formula.Expr.FieldJet;

/**
 * The linear part T of a residual Tu + g: coefficients, functions of the coordinates, by the field
 * derivatives that they multiply.
 *
 * @param coefficients in the order of the derivatives; none is zero everywhere
 */
public record LinearOperator(Map<FieldJet, Expr> coefficients) {
  /** Takes a sorted copy. */
  public LinearOperator {
    coefficients = Collections.unmodifiableMap(new TreeMap<>(coefficients));
  }

  /**
   * The linear part of a residual.
   *
   * @throws IllegalArgumentException if the residual is not linear in the fields, or contains a
   *     trainable coefficient
   */
  public static LinearOperator of(Expr residual) {
    if (!residual.coefficients().isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' has the trainable coefficient %s; give it a value"
              .formatted(residual, residual.coefficients().first()));
    }
    Map<FieldJet, Expr> coefficients = new TreeMap<>();
    for (Map.Entry<Expr, Expr> partial : Differentiation.partials(residual)) {
      if (partial.getKey() instanceof FieldJet jet) {
        coefficients.merge(jet, partial.getValue(), Expr::add);
      }
    }
    coefficients.forEach((jet, coefficient) -> {
      if (coefficient.dependsOnFields()) {
        throw new IllegalArgumentException(
            "'%s' is not linear: its derivative by %s is %s, which depends on %s; use a linear equation"
                .formatted(residual, jet, coefficient, coefficient.fieldJets().first()));
      }
    });
    coefficients.values().removeIf(c -> c instanceof Expr.Constant(double value) && value == 0);
    return new LinearOperator(coefficients);
  }

  /** The highest order of a derivative. */
  public int order() {
    return coefficients.keySet().stream().mapToInt(jet -> jet.alpha().order()).max().orElse(0);
  }
}
