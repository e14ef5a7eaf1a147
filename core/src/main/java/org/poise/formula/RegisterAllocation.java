package org.poise.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.poise.formula.ResidualProgram.Results;

/**
 * Linear scan over a straight-line program in which instruction i writes register i: a register is
 * free again after its last use, and the instruction of the last use may write it. Registers of
 * results stay to the end.
 */
final class RegisterAllocation {
  private final int[] lastUse;
  private final int[] place;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int count;

  private RegisterAllocation(List<Instruction> code, List<Results> results) {
    lastUse = new int[code.size()];
    place = new int[code.size()];
    for (int i = 0; i < code.size(); i++) {
      for (Operand operand : List.of(code.get(i).a(), code.get(i).b())) {
        if (operand.isRegister()) {
          lastUse[operand.index()] = i;
        }
      }
    }
    for (Results result : results) {
      keep(result.value());
      keep(result.partials());
      keep(result.coefficientPartials());
    }
  }

  static ResidualProgram allocate(List<Instruction> code, int valueLength, List<Results> results) {
    RegisterAllocation allocation = new RegisterAllocation(code, results);
    List<Instruction> placed = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      placed.add(allocation.place(i, code.get(i)));
    }
    List<Results> placedResults = results.stream().map(allocation::place).toList();
    return new ResidualProgram(placed, valueLength, allocation.count, placedResults);
  }

  private void keep(int... registers) {
    for (int register : registers) {
      lastUse[register] = Integer.MAX_VALUE;
    }
  }

  private Instruction place(int i, Instruction instruction) {
    Operand a = place(instruction.a());
    Operand b = place(instruction.b());
    release(i, instruction.a());
    if (!instruction.b().equals(instruction.a())) {
      release(i, instruction.b());
    }
    place[i] = free.isEmpty() ? count++ : free.pop();
    return new Instruction(instruction.opcode(), place[i], a, b);
  }

  private void release(int i, Operand operand) {
    if (operand.isRegister() && lastUse[operand.index()] == i) {
      free.push(place[operand.index()]);
    }
  }

  private Operand place(Operand operand) {
    return operand.isRegister() ? Operand.of(Source.REGISTER, place[operand.index()]) : operand;
  }

  private Results place(Results result) {
    return new Results(
        place[result.value()],
        result.slots(),
        place(result.partials()),
        result.coefficients(),
        place(result.coefficientPartials()));
  }

  private int[] place(int[] registers) {
    return Arrays.stream(registers).map(register -> place[register]).toArray();
  }
}
