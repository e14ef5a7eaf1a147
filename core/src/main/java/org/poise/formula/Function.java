package org.poise.formula;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions of one argument. Values come from {@link StrictMath}, so they have the same bits on
 * every machine.
 *
 * <p>{@code sign(0)} is 0 and {@code step(0)} is 1. Where a function has a kink or a jump its
 * derivative is that of the smooth pieces: abs' = sign, sign' = step' = 0.
 */
public enum Function {
  NEGATE(x -> -x),
  SIN(StrictMath::sin),
  COS(StrictMath::cos),
  TAN(StrictMath::tan),
  ASIN(StrictMath::asin),
  ACOS(StrictMath::acos),
  ATAN(StrictMath::atan),
  SINH(StrictMath::sinh),
  COSH(StrictMath::cosh),
  TANH(StrictMath::tanh),
  EXP(StrictMath::exp),
  /** The natural logarithm. */
  LOG(StrictMath::log),
  LOG10(StrictMath::log10),
  SQRT(Math::sqrt),
  ABS(Math::abs),
  SIGN(Math::signum),
  STEP(Function::step),
  ERF(ErrorFunction::erf);

  private final DoubleUnaryOperator operator;

  Function(DoubleUnaryOperator operator) {
    this.operator = operator;
  }

  /** The name in formulas; negation is written with a minus sign instead. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public double apply(double x) {
    return operator.applyAsDouble(x);
  }

  static double step(double x) {
    return x >= 0 ? 1 : x < 0 ? 0 : Double.NaN;
  }

  static Optional<Function> named(String label) {
    for (Function function : values()) {
      if (function != NEGATE && function.label().equals(label)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
