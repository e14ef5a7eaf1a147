package org.poise.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.poise.formula.Expr.Binary;
import org.poise.formula.Expr.Coefficient;
import org.poise.formula.Expr.Constant;
import org.poise.formula.Expr.Coordinate;
import org.poise.formula.Expr.FieldJet;
import org.poise.formula.Expr.Unary;
import org.poise.formula.ResidualProgram.Results;
import org.poise.formula.ResidualProgram.Slot;

/**
 * Turns expressions into instructions. Every operation on the same operands is emitted once, over
 * all equations and their partials; values come before what only partials need. Each instruction
 * first has a register of its own, {@link RegisterAllocation} then lets results that are no longer
 * needed make room.
 */
final class ProgramCompiler {
  private final Map<Slot, Integer> slots = new HashMap<>();
  private final int coordinates;
  private final int coefficients;
  private final List<Instruction> code = new ArrayList<>();
  private final Map<Computation, Operand> emitted = new HashMap<>();
  private final Map<Expr, Operand> compiled = new IdentityHashMap<>();

  private record Computation(Opcode opcode, Operand a, Operand b) {}

  ProgramCompiler(List<Slot> slots, int coordinates, int coefficients) {
    for (int i = 0; i < slots.size(); i++) {
      this.slots.putIfAbsent(slots.get(i), i);
    }
    this.coordinates = coordinates;
    this.coefficients = coefficients;
  }

  ResidualProgram compile(List<Expr> equations) {
    List<Integer> values = equations.stream().map(this::register).toList();
    int valueLength = code.size();
    List<Results> results = new ArrayList<>();
    for (int e = 0; e < equations.size(); e++) {
      results.add(withPartials(values.get(e), equations.get(e)));
    }
    return RegisterAllocation.allocate(code, valueLength, results);
  }

  private Results withPartials(int value, Expr equation) {
    SortedMap<Integer, Expr> bySlot = new TreeMap<>();
    SortedMap<Integer, Expr> byCoefficient = new TreeMap<>();
    for (Map.Entry<Expr, Expr> partial : Differentiation.partials(equation)) {
      switch (partial.getKey()) {
        case FieldJet jet -> bySlot.merge(slot(jet), partial.getValue(), Expr::add);
        case Coefficient(int index, _) -> byCoefficient.merge(index, partial.getValue(), Expr::add);
        default -> {}
      }
    }
    Expr zero = Expr.constant(0);
    bySlot.values().removeIf(zero::equals);
    byCoefficient.values().removeIf(zero::equals);
    return new Results(
        value,
        indices(bySlot),
        registers(bySlot),
        indices(byCoefficient),
        registers(byCoefficient));
  }

  private static int[] indices(SortedMap<Integer, Expr> partials) {
    return partials.keySet().stream().mapToInt(i -> i).toArray();
  }

  private int[] registers(SortedMap<Integer, Expr> partials) {
    return partials.values().stream().mapToInt(this::register).toArray();
  }

  /** Compiles an expression into a register. */
  private int register(Expr expr) {
    Operand result = compile(expr);
    return (result.isRegister() ? result : load(result)).index();
  }

  private Operand compile(Expr root) {
    for (Expr node : Traversal.postOrder(root)) {
      if (!compiled.containsKey(node)) {
        compiled.put(node, operand(node));
      }
    }
    return Traversal.known(compiled, root);
  }

  private Operand operand(Expr node) {
    return switch (node) {
      case Constant(double value) -> Operand.constant(value);
      case Coordinate(int index, String name) ->
          Operand.of(Source.COORDINATE, checked(index, coordinates, "coordinate", name));
      case Coefficient(int index, String name) ->
          Operand.of(Source.COEFFICIENT, checked(index, coefficients, "coefficient", name));
      case FieldJet jet -> Operand.of(Source.SLOT, slot(jet));
      case Unary(Function function, Expr argument) ->
          emit(Opcode.of(function), plane(Traversal.known(compiled, argument)), Operand.NONE);
      case Binary(Operator operator, Expr left, Expr right) ->
          binary(operator, Traversal.known(compiled, left), Traversal.known(compiled, right));
    };
  }

  private Operand binary(Operator operator, Operand a, Operand b) {
    if (a.isScalar() && b.isScalar()) {
      return binary(operator, load(a), b);
    }
    return switch (operator) {
      case PLUS ->
          a.isScalar()
              ? emit(Opcode.PLUS_SCALAR, b, a)
              : either(operator, Opcode.PLUS_SCALAR, a, b);
      case MINUS ->
          a.isScalar()
              ? emit(Opcode.SCALAR_MINUS, b, a)
              : either(operator, Opcode.MINUS_SCALAR, a, b);
      case TIMES ->
          a.isScalar()
              ? emit(Opcode.TIMES_SCALAR, b, a)
              : either(operator, Opcode.TIMES_SCALAR, a, b);
      case DIVIDE ->
          a.isScalar()
              ? emit(Opcode.SCALAR_DIVIDE, b, a)
              : either(operator, Opcode.DIVIDE_SCALAR, a, b);
      case POWER -> a.isScalar() ? emit(Opcode.POWER, load(a), b) : power(a, b);
      case MIN, MAX, ATAN2 -> emit(Opcode.of(operator), plane(a), plane(b));
    };
  }

  private Operand power(Operand a, Operand b) {
    if (b.source() != Source.CONSTANT || !Operator.isProduct(b.value())) {
      return either(Operator.POWER, Opcode.POWER_SCALAR, a, b);
    }
    return b.value() == 2 ? emit(Opcode.TIMES, a, a) : emit(Opcode.INTEGER_POWER, a, b);
  }

  /** An operation of a plane with a plane or with a scalar. */
  private Operand either(Operator operator, Opcode withScalar, Operand a, Operand b) {
    if (b.isScalar()) {
      return emit(withScalar, a, b);
    }
    boolean swap = operator.isCommutative() && a.compareTo(b) > 0;
    return emit(Opcode.of(operator), swap ? b : a, swap ? a : b);
  }

  private Operand plane(Operand operand) {
    return operand.isScalar() ? load(operand) : operand;
  }

  /** Brings an input into a register. */
  private Operand load(Operand operand) {
    return operand.isScalar()
        ? emit(Opcode.FILL, Operand.NONE, operand)
        : emit(Opcode.COPY, operand, Operand.NONE);
  }

  private Operand emit(Opcode opcode, Operand a, Operand b) {
    Operand known = emitted.get(new Computation(opcode, a, b));
    if (known != null) {
      return known;
    }
    Operand out = Operand.of(Source.REGISTER, code.size());
    code.add(new Instruction(opcode, out.index(), a, b));
    emitted.put(new Computation(opcode, a, b), out);
    return out;
  }

  private int slot(FieldJet jet) {
    Integer slot = slots.get(Slot.of(jet));
    if (slot == null) {
      throw new IllegalArgumentException(
          "the equations use "
              + jet
              + ", which is not among the slots "
              + Arrays.toString(slots.keySet().toArray()));
    }
    return slot;
  }

  private static int checked(int index, int count, String kind, String name) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "%s %s has index %d, but there are %d; compile with the scope of the formula"
              .formatted(kind, name, index, count));
    }
    return index;
  }
}
