package org.poise.formula;

/**
 * An operand of an instruction.
 *
 * @param index the register, slot, coordinate or coefficient
 * @param value the number of a constant
 */
record Operand(Source source, int index, double value) implements Comparable<Operand> {
  /** In place of an operand that an instruction does not have. */
  static final Operand NONE = constant(0);

  static Operand of(Source source, int index) {
    return new Operand(source, index, 0);
  }

  static Operand constant(double value) {
    return new Operand(Source.CONSTANT, 0, value);
  }

  boolean isScalar() {
    return source == Source.COEFFICIENT || source == Source.CONSTANT;
  }

  boolean isRegister() {
    return source == Source.REGISTER;
  }

  @Override
  public int compareTo(Operand other) {
    int bySource = source.compareTo(other.source);
    int byIndex = bySource != 0 ? bySource : Integer.compare(index, other.index);
    return byIndex != 0 ? byIndex : Double.compare(value, other.value);
  }
}
