package org.poise.formula;

import java.util.Optional;

/**
 * The operations on two arguments: arithmetic, written between them, and functions, written before
 * them.
 */
public enum Operator {
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  DIVIDE("/"),
  POWER("^"),
  MIN("min"),
  MAX("max"),
  /** {@code atan2(y, x)}, the angle of the point (x, y). */
  ATAN2("atan2");

  /**
   * Integer powers up to this one are products; beyond it the logarithm is the more accurate way.
   */
  static final int LARGEST_PRODUCT = 64;

  private final String label;

  Operator(String label) {
    this.label = label;
  }

  /** The sign or name in formulas. */
  public String label() {
    return label;
  }

  /** Whether it is written as a function. */
  boolean isFunction() {
    return compareTo(MIN) >= 0;
  }

  boolean isCommutative() {
    return this == PLUS || this == TIMES;
  }

  public double apply(double a, double b) {
    return switch (this) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDE -> a / b;
      case POWER -> isProduct(b) ? power(a, (int) b) : StrictMath.pow(a, b);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case ATAN2 -> StrictMath.atan2(a, b);
    };
  }

  static boolean isProduct(double exponent) {
    return exponent == Math.rint(exponent) && Math.abs(exponent) <= LARGEST_PRODUCT;
  }

  /** xⁿ by repeated squaring, always in the same order. */
  static double power(double x, int n) {
    double result = 1;
    double square = x;
    for (int k = Math.abs(n); k != 0; k >>= 1) {
      if ((k & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return n < 0 ? 1 / result : result;
  }

  static Optional<Operator> functionNamed(String label) {
    for (Operator operator : values()) {
      if (operator.isFunction() && operator.label.equals(label)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }
}
