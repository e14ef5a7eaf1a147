package org.poise.formula;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Dual numbers whose parts are dual numbers again, to a depth: a number and its derivatives along
 * one direction for each level. The derivative of every function is written here a second time, so
 * this is an oracle for the symbolic ones.
 */
sealed interface NestedDual {
  record Real(double value) implements NestedDual {}

  record Dual(NestedDual value, NestedDual slope) implements NestedDual {}

  static NestedDual of(double value, int depth) {
    return depth == 0 ? new Real(value) : new Dual(of(value, depth - 1), of(0, depth - 1));
  }

  /** A variable to be differentiated at every level. */
  static NestedDual variable(double value, int depth) {
    return depth == 0 ? new Real(value) : new Dual(variable(value, depth - 1), of(1, depth - 1));
  }

  /** The derivative of the order of the depth. */
  default double highest() {
    return switch (this) {
      case Real(double value) -> value;
      case Dual(_, NestedDual slope) -> slope.highest();
    };
  }

  default double real() {
    return switch (this) {
      case Real(double value) -> value;
      case Dual(NestedDual value, _) -> value.real();
    };
  }

  private int depth() {
    return switch (this) {
      case Real _ -> 0;
      case Dual(NestedDual value, _) -> 1 + value.depth();
    };
  }

  default NestedDual plus(NestedDual other) {
    return both(other, Double::sum, NestedDual::plus);
  }

  default NestedDual minus(NestedDual other) {
    return both(other, (a, b) -> a - b, NestedDual::minus);
  }

  private NestedDual both(
      NestedDual other,
      DoubleBinaryOperator reals,
      java.util.function.BinaryOperator<NestedDual> parts) {
    if (this instanceof Dual(NestedDual a, NestedDual da)
        && other instanceof Dual(NestedDual b, NestedDual db)) {
      return new Dual(parts.apply(a, b), parts.apply(da, db));
    }
    return new Real(reals.applyAsDouble(real(), other.real()));
  }

  default NestedDual times(NestedDual other) {
    if (this instanceof Dual(NestedDual a, NestedDual da)
        && other instanceof Dual(NestedDual b, NestedDual db)) {
      return new Dual(a.times(b), a.times(db).plus(da.times(b)));
    }
    return new Real(real() * other.real());
  }

  default NestedDual times(double factor) {
    return times(of(factor, depth()));
  }

  default NestedDual plus(double summand) {
    return plus(of(summand, depth()));
  }

  default NestedDual over(NestedDual other) {
    return times(other.reciprocal());
  }

  default NestedDual reciprocal() {
    return lift(x -> 1 / x, a -> a.times(a).reciprocal().times(-1));
  }

  default NestedDual apply(Function function) {
    return switch (function) {
      case NEGATE -> times(-1);
      case SIN -> lift(StrictMath::sin, a -> a.apply(Function.COS));
      case COS -> lift(StrictMath::cos, a -> a.apply(Function.SIN).times(-1));
      case TAN -> apply(Function.SIN).over(apply(Function.COS));
      case ASIN -> lift(StrictMath::asin, a -> a.times(a).times(-1).plus(1).power(-0.5));
      case ACOS -> lift(StrictMath::acos, a -> a.times(a).times(-1).plus(1).power(-0.5).times(-1));
      case ATAN -> lift(StrictMath::atan, a -> a.times(a).plus(1).reciprocal());
      case SINH -> lift(StrictMath::sinh, a -> a.apply(Function.COSH));
      case COSH -> lift(StrictMath::cosh, a -> a.apply(Function.SINH));
      case TANH -> apply(Function.SINH).over(apply(Function.COSH));
      case EXP -> lift(StrictMath::exp, a -> a.apply(Function.EXP));
      case LOG -> lift(StrictMath::log, NestedDual::reciprocal);
      case LOG10 -> apply(Function.LOG).times(1 / StrictMath.log(10));
      case SQRT -> power(0.5);
      case ABS -> real() < 0 ? times(-1) : this;
      case SIGN -> of(real() < 0 ? -1 : real() > 0 ? 1 : 0, depth());
      case STEP -> of(real() < 0 ? 0 : 1, depth());
      case ERF ->
          lift(
              ErrorFunction::erf,
              a ->
                  a.times(a)
                      .times(-1)
                      .apply(Function.EXP)
                      .times(2 / StrictMath.sqrt(StrictMath.PI)));
    };
  }

  default NestedDual power(double exponent) {
    return exponent == 0
        ? of(1, depth())
        : lift(x -> StrictMath.pow(x, exponent), a -> a.power(exponent - 1).times(exponent));
  }

  default NestedDual apply(Operator operator, NestedDual b) {
    return switch (operator) {
      case PLUS -> plus(b);
      case MINUS -> minus(b);
      case TIMES -> times(b);
      case DIVIDE -> over(b);
      case POWER ->
          b.isConstant() ? power(b.real()) : b.times(apply(Function.LOG)).apply(Function.EXP);
      case MIN -> real() <= b.real() ? this : b;
      case MAX -> real() >= b.real() ? this : b;
      case ATAN2 -> angle(b);
    };
  }

  /** atan2: its value, with the derivative of the arc tangent of the quotient that is defined. */
  private NestedDual angle(NestedDual x) {
    NestedDual angle =
        Math.abs(x.real()) > Math.abs(real())
            ? over(x).apply(Function.ATAN)
            : x.over(this).apply(Function.ATAN).times(-1);
    return angle.plus(StrictMath.atan2(real(), x.real()) - angle.real());
  }

  private boolean isConstant() {
    return switch (this) {
      case Real _ -> true;
      case Dual(NestedDual value, NestedDual slope) ->
          value.isConstant() && slope.isConstant() && slope.real() == 0;
    };
  }

  private NestedDual lift(
      DoubleUnaryOperator function, java.util.function.UnaryOperator<NestedDual> derivative) {
    return switch (this) {
      case Real(double value) -> new Real(function.applyAsDouble(value));
      case Dual(NestedDual value, NestedDual slope) ->
          new Dual(value.lift(function, derivative), derivative.apply(value).times(slope));
    };
  }
}
