package org.poise.formula;

/** {@code out = opcode(a, b)} for every point of a plane. */
record Instruction(Opcode opcode, int out, Operand a, Operand b) {
  long operations() {
    return opcode == Opcode.INTEGER_POWER ? multiplications((int) b.value()) : opcode.operations();
  }

  private static int multiplications(int exponent) {
    int n = Math.abs(exponent);
    return 31 - Integer.numberOfLeadingZeros(n) + Integer.bitCount(n) - 1 + (exponent < 0 ? 1 : 0);
  }
}
