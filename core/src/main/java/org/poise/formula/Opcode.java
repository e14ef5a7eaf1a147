package org.poise.formula;

/**
 * The instructions of residual programs; those named like a {@link Function} or an {@link Operator}
 * compute it.
 */
enum Opcode {
  /** The scalar b in every place. */
  FILL(0),
  COPY(0),
  PLUS(1),
  MINUS(1),
  TIMES(1),
  DIVIDE(1),
  POWER(Opcode.TRANSCENDENTAL_COST),
  MIN(1),
  MAX(1),
  ATAN2(Opcode.TRANSCENDENTAL_COST),
  /** A plane and a scalar. */
  PLUS_SCALAR(1),
  MINUS_SCALAR(1),
  SCALAR_MINUS(1),
  TIMES_SCALAR(1),
  DIVIDE_SCALAR(1),
  SCALAR_DIVIDE(1),
  POWER_SCALAR(Opcode.TRANSCENDENTAL_COST),
  /** A power with a whole constant exponent up to {@link Operator#LARGEST_PRODUCT}. */
  INTEGER_POWER(1),
  NEGATE(1),
  SIN(Opcode.TRANSCENDENTAL_COST),
  COS(Opcode.TRANSCENDENTAL_COST),
  TAN(Opcode.TRANSCENDENTAL_COST),
  ASIN(Opcode.TRANSCENDENTAL_COST),
  ACOS(Opcode.TRANSCENDENTAL_COST),
  ATAN(Opcode.TRANSCENDENTAL_COST),
  SINH(Opcode.TRANSCENDENTAL_COST),
  COSH(Opcode.TRANSCENDENTAL_COST),
  TANH(Opcode.TRANSCENDENTAL_COST),
  EXP(Opcode.TRANSCENDENTAL_COST),
  LOG(Opcode.TRANSCENDENTAL_COST),
  LOG10(Opcode.TRANSCENDENTAL_COST),
  SQRT(1),
  ABS(1),
  SIGN(1),
  STEP(1),
  ERF(2 * Opcode.TRANSCENDENTAL_COST);

  static final int TRANSCENDENTAL_COST = 20;

  private final int operations;

  Opcode(int operations) {
    this.operations = operations;
  }

  int operations() {
    return operations;
  }

  static Opcode of(Function function) {
    return valueOf(function.name());
  }

  static Opcode of(Operator operator) {
    return valueOf(operator.name());
  }
}
