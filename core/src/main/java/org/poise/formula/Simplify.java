package org.poise.formula;

import org.jspecify.annotations.Nullable;
import org.poise.formula.Expr.Binary;
import org.poise.formula.Expr.Constant;
import org.poise.formula.Expr.Unary;

/**
 * Builds expressions in a normal form: building a node of the form again from its operands gives
 * the same node, so printing and parsing keep an expression. A constant factor stands first, a
 * negative constant is subtracted, and a minus sign stands outside products and quotients.
 */
final class Simplify {
  private static final Constant ZERO = new Constant(0);
  private static final Constant ONE = new Constant(1);

  private Simplify() {}

  static Expr apply(Function function, Expr a) {
    if (function == Function.NEGATE) {
      return negate(a);
    }
    return a instanceof Constant c
        ? new Constant(function.apply(c.value()))
        : new Unary(function, a);
  }

  static Expr apply(Operator operator, Expr a, Expr b) {
    return switch (operator) {
      case PLUS -> add(a, b);
      case MINUS -> subtract(a, b);
      case TIMES -> multiply(a, b);
      case DIVIDE -> divide(a, b);
      case POWER -> power(a, b);
      case MIN, MAX, ATAN2 -> foldOr(operator, a, b);
    };
  }

  static Expr add(Expr a, Expr b) {
    if (is(a, 0)) {
      return b;
    }
    if (a instanceof Constant c && !(b instanceof Constant)) {
      return b instanceof Binary sum && rest(sum) != null
          ? shift(sum, c.value())
          : foldNegative(a, b);
    }
    if (b instanceof Constant c && !(a instanceof Constant)) {
      return a instanceof Binary sum && rest(sum) != null
          ? shift(sum, c.value())
          : plus(a, c.value());
    }
    if (negated(b) instanceof Expr positive) {
      return subtract(a, positive);
    }
    return foldNegative(a, b);
  }

  /** a + b where only a may still carry a minus sign. */
  private static Expr foldNegative(Expr a, Expr b) {
    if (negated(b) instanceof Expr positive) {
      return subtract(a, positive);
    }
    return negated(a) instanceof Expr positive
        ? subtract(b, positive)
        : foldOr(Operator.PLUS, a, b);
  }

  static Expr subtract(Expr a, Expr b) {
    if (is(a, 0)) {
      return negate(b);
    }
    if (b instanceof Constant c && !(a instanceof Constant)) {
      return add(a, new Constant(-c.value()));
    }
    if (a == b || (isLeaf(a) && a.equals(b))) {
      return ZERO;
    }
    return negated(b) instanceof Expr positive ? add(a, positive) : foldOr(Operator.MINUS, a, b);
  }

  static Expr multiply(Expr a, Expr b) {
    if (is(a, 0) || is(b, 0)) {
      return ZERO;
    }
    if (negated(a) instanceof Expr positive) {
      return negate(multiply(positive, b));
    }
    if (negated(b) instanceof Expr positive) {
      return negate(multiply(a, positive));
    }
    if (a instanceof Constant c) {
      return scale(c.value(), b);
    }
    if (b instanceof Constant c) {
      return scale(c.value(), a);
    }
    if (a instanceof Binary left
        && left.operator() == Operator.TIMES
        && left.left() instanceof Constant c) {
      return scale(c.value(), multiply(left.right(), b));
    }
    if (b instanceof Binary right
        && right.operator() == Operator.TIMES
        && right.left() instanceof Constant c) {
      return scale(c.value(), multiply(a, right.right()));
    }
    if (isReciprocal(b)) {
      return divide(a, ((Binary) b).right());
    }
    return isReciprocal(a) ? divide(b, ((Binary) a).right()) : new Binary(Operator.TIMES, a, b);
  }

  /** factor · a. */
  private static Expr scale(double factor, Expr a) {
    if (a instanceof Constant c) {
      return new Constant(factor * c.value());
    }
    if (factor == 0) {
      return ZERO;
    }
    if (factor == 1) {
      return a;
    }
    if (factor == -1) {
      return negate(a);
    }
    if (negated(a) instanceof Expr positive) {
      return scale(-factor, positive);
    }
    if (a instanceof Binary b && b.left() instanceof Constant c && b.operator() == Operator.TIMES) {
      return scale(factor * c.value(), b.right());
    }
    if (a instanceof Binary b
        && b.left() instanceof Constant c
        && b.operator() == Operator.DIVIDE) {
      return divide(new Constant(factor * c.value()), b.right());
    }
    return new Binary(Operator.TIMES, new Constant(factor), a);
  }

  static Expr divide(Expr a, Expr b) {
    if (a instanceof Constant && b instanceof Constant) {
      return foldOr(Operator.DIVIDE, a, b);
    }
    if (is(a, 0)) {
      return ZERO;
    }
    if (is(b, 1)) {
      return a;
    }
    if (b instanceof Constant c && c.value() < 0) {
      return negate(divide(a, new Constant(-c.value())));
    }
    if (negated(b) instanceof Expr positive) {
      return negate(divide(a, positive));
    }
    return negated(a) instanceof Expr positive
        ? negate(divide(positive, b))
        : new Binary(Operator.DIVIDE, a, b);
  }

  static Expr power(Expr base, Expr exponent) {
    if (is(exponent, 0)) {
      return ONE;
    }
    if (is(exponent, 1)) {
      return base;
    }
    if (exponent instanceof Constant n
        && Operator.isProduct(n.value())
        && base instanceof Binary inner
        && inner.operator() == Operator.POWER
        && inner.right() instanceof Constant m
        && Operator.isProduct(m.value())) {
      return power(inner.left(), new Constant(m.value() * n.value()));
    }
    return foldOr(Operator.POWER, base, exponent);
  }

  static Expr negate(Expr a) {
    return switch (a) {
      case Constant c -> new Constant(-c.value());
      case Unary(Function function, Expr argument) when function == Function.NEGATE -> argument;
      case Binary(Operator operator, Expr left, Expr right) when operator == Operator.MINUS ->
          subtract(right, left);
      case Binary(Operator operator, Expr left, Expr right)
          when operator == Operator.TIMES && left instanceof Constant c ->
          scale(-c.value(), right);
      case Binary(Operator operator, Expr left, Expr right)
          when operator == Operator.DIVIDE && hasLeadingConstant(left) ->
          new Binary(Operator.DIVIDE, negate(left), right);
      default -> new Unary(Function.NEGATE, a);
    };
  }

  /** The argument of a negation; absent for everything else. */
  private static @Nullable Expr negated(Expr a) {
    return a instanceof Unary(Function function, Expr argument) && function == Function.NEGATE
        ? argument
        : null;
  }

  private static boolean hasLeadingConstant(Expr a) {
    return a instanceof Constant
        || (a instanceof Binary b
            && b.operator() == Operator.TIMES
            && b.left() instanceof Constant);
  }

  private static boolean isReciprocal(Expr a) {
    return a instanceof Binary b && b.operator() == Operator.DIVIDE && is(b.left(), 1);
  }

  /** The part of a sum or difference beside its constant term; absent if it has none. */
  private static @Nullable Expr rest(Binary sum) {
    if (sum.operator() == Operator.PLUS && sum.left() instanceof Constant) {
      return sum.right();
    }
    boolean isSum = sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS;
    return isSum && sum.right() instanceof Constant ? sum.left() : null;
  }

  /** The sum with c added to its constant term. */
  private static Expr shift(Binary sum, double c) {
    return switch (sum) {
      case Binary(Operator operator, Expr left, Expr right)
          when operator == Operator.PLUS && left instanceof Constant d ->
          add(new Constant(d.value() + c), right);
      case Binary(Operator operator, Expr left, Expr right) when right instanceof Constant d ->
          plus(left, (operator == Operator.PLUS ? d.value() : -d.value()) + c);
      default -> throw new AssertionError("no constant term in " + sum);
    };
  }

  /** a + c with a negative c subtracted. */
  private static Expr plus(Expr a, double c) {
    if (c == 0) {
      return a;
    }
    if (negated(a) instanceof Expr positive) {
      return subtract(new Constant(c), positive);
    }
    return c < 0
        ? new Binary(Operator.MINUS, a, new Constant(-c))
        : new Binary(Operator.PLUS, a, new Constant(c));
  }

  private static Expr foldOr(Operator operator, Expr a, Expr b) {
    return a instanceof Constant c && b instanceof Constant d
        ? new Constant(operator.apply(c.value(), d.value()))
        : new Binary(operator, a, b);
  }

  private static boolean is(Expr a, double value) {
    return a instanceof Constant c && c.value() == value;
  }

  private static boolean isLeaf(Expr a) {
    return !(a instanceof Unary) && !(a instanceof Binary);
  }
}
