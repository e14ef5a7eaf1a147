package org.poise.formula;

import java.util.List;
import org.poise.jet.MultiIndex;

/**
 * The equations of one point set, compiled into one straight-line program for their values and all
 * first partial derivatives with respect to field derivatives ("slots") and trainable coefficients.
 *
 * <p>The program runs on planes: arrays of one number for each of n points. At point p coordinate i
 * is {@code x[xOff + i*xStride + p]}, slot i is {@code u[slotOff[i] + p]}, coefficient i is {@code
 * c[cOff + i]}, and register q lies at {@code work[workOff + q*stride + p]}, with {@code stride >=
 * n}. The inputs are only read; {@code work} must not overlap them. Nothing is allocated, and the
 * bits depend on nothing but the inputs.
 *
 * <p>Equations and their partials share subexpressions, and so may share registers: results are for
 * reading only. Immutable and safe for use by several threads, each with its own {@code work}.
 */
public final class ResidualProgram {
  private final Instruction[] code;
  private final int valueLength;
  private final int registers;
  private final Results[] results;
  private final long operations;

  /**
   * A field derivative that equations depend on: which field, which derivative, on which side of a
   * periodic pair.
   */
  public record Slot(int field, MultiIndex alpha, int site) {
    public static Slot of(Expr.FieldJet jet) {
      return new Slot(jet.field(), jet.alpha(), jet.site());
    }
  }

  /**
   * Where one equation's results lie. The k-th entry of {@code partials} belongs to the k-th of
   * {@code slots}.
   */
  record Results(
      int value, int[] slots, int[] partials, int[] coefficients, int[] coefficientPartials) {}

  ResidualProgram(List<Instruction> code, int valueLength, int registers, List<Results> results) {
    this.code = code.toArray(Instruction[]::new);
    this.valueLength = valueLength;
    this.registers = registers;
    this.results = results.toArray(Results[]::new);
    this.operations = code.stream().mapToLong(Instruction::operations).sum();
  }

  /**
   * Compiles equations.
   *
   * @param equations the residuals; every field derivative in them must be among the slots
   * @param coordinates the number of coordinates
   * @param coefficients the number of trainable coefficients
   */
  public static ResidualProgram compile(
      List<Expr> equations, List<Slot> slots, int coordinates, int coefficients) {
    return new ProgramCompiler(slots, coordinates, coefficients).compile(equations);
  }

  /** The number of equations. */
  public int equations() {
    return results.length;
  }

  /** The number of planes of {@code work}. */
  public int registers() {
    return registers;
  }

  /**
   * The slots on which an equation depends, ascending; slots whose partial derivative is zero
   * everywhere are absent.
   */
  public int[] slotsOf(int equation) {
    return results[equation].slots.clone();
  }

  /** The coefficients on which an equation depends, ascending. */
  public int[] coefficientsOf(int equation) {
    return results[equation].coefficients.clone();
  }

  /** The register of an equation's value. */
  public int valueRegister(int equation) {
    return results[equation].value;
  }

  /** The register of the partial derivative with respect to the k-th of {@link #slotsOf}. */
  public int partialRegister(int equation, int k) {
    return results[equation].partials[k];
  }

  /** The register of the partial derivative with respect to the k-th of {@link #coefficientsOf}. */
  public int coefficientRegister(int equation, int k) {
    return results[equation].coefficientPartials[k];
  }

  /**
   * The cost of values and partials at one point, in elementary operations; a transcendental
   * function counts as {@value Opcode#TRANSCENDENTAL_COST}.
   */
  public long operations() {
    return operations;
  }

  /** Computes the values of all equations at n points; partial registers are left undefined. */
  public void values(
      int n,
      double[] x,
      int xOff,
      int xStride,
      double[] u,
      int[] slotOff,
      double[] c,
      int cOff,
      double[] work,
      int workOff,
      int stride) {
    run(valueLength, n, x, xOff, xStride, u, slotOff, c, cOff, work, workOff, stride);
  }

  /** Computes the values and all partial derivatives of all equations at n points. */
  public void valuesAndPartials(
      int n,
      double[] x,
      int xOff,
      int xStride,
      double[] u,
      int[] slotOff,
      double[] c,
      int cOff,
      double[] work,
      int workOff,
      int stride) {
    run(code.length, n, x, xOff, xStride, u, slotOff, c, cOff, work, workOff, stride);
  }

  private void run(
      int length,
      int n,
      double[] x,
      int xOff,
      int xStride,
      double[] u,
      int[] slotOff,
      double[] c,
      int cOff,
      double[] work,
      int workOff,
      int stride) {
    assert stride >= n;
    for (int i = 0; i < length; i++) {
      Instruction instruction = code[i];
      Operand a = instruction.a();
      Operand b = instruction.b();
      double scalar = b.source() == Source.COEFFICIENT ? c[cOff + b.index()] : b.value();
      PlaneOps.run(
          instruction.opcode(),
          n,
          plane(a.source(), x, u, work),
          offset(a, xOff, xStride, slotOff, workOff, stride),
          plane(b.source(), x, u, work),
          offset(b, xOff, xStride, slotOff, workOff, stride),
          scalar,
          work,
          workOff + instruction.out() * stride);
    }
  }

  private static double[] plane(Source source, double[] x, double[] u, double[] work) {
    return switch (source) {
      case SLOT -> u;
      case COORDINATE -> x;
      case REGISTER, COEFFICIENT, CONSTANT -> work;
    };
  }

  private static int offset(
      Operand operand, int xOff, int xStride, int[] slotOff, int workOff, int stride) {
    int index = operand.index();
    return switch (operand.source()) {
      case REGISTER -> workOff + index * stride;
      case SLOT -> slotOff[index];
      case COORDINATE -> xOff + index * xStride;
      case COEFFICIENT, CONSTANT -> 0;
    };
  }
}
