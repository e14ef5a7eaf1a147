package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.formula.ResidualProgram.Slot;

class ResidualProgramTest {
  private static final int COEFFICIENTS = 2;

  /** Inputs and results of one program, with every array at an offset and padded. */
  private static final class Run {
    private final int n;
    private final int stride;
    private final double[] x;
    private final double[] u;
    private final int[] slotOff;
    private final double[] c = {Double.NaN, 1.5, -0.7};
    private final double[] work;
    private final ResidualProgram program;

    Run(ResidualProgram program, int slots, int n, Random random) {
      this.program = program;
      this.n = n;
      this.stride = n + 3;
      this.x = random.doubles(5 + 2L * stride, -2, 2).toArray();
      this.u = random.doubles(7 + (long) slots * stride, -2, 2).toArray();
      this.slotOff = new int[slots];
      Arrays.setAll(slotOff, i -> 7 + (slots - 1 - i) * stride);
      this.work = new double[11 + program.registers() * stride];
      Arrays.fill(work, Double.NaN);
    }

    void values() {
      program.values(n, x, 5, stride, u, slotOff, c, 1, work, 11, stride);
    }

    void valuesAndPartials() {
      program.valuesAndPartials(n, x, 5, stride, u, slotOff, c, 1, work, 11, stride);
    }

    double result(int register, int p) {
      return work[11 + register * stride + p];
    }

    /**
     * The leaves at a point, with a derivative along one of them: a slot, or slots + a coefficient.
     */
    TreeWalker.Leaves leaves(List<Slot> slots, int p, int along) {
      return leaf ->
          switch (leaf) {
            case Expr.Coordinate(int i, _) -> NestedDual.of(x[5 + i * stride + p], 1);
            case Expr.Coefficient(int i, _) -> input(c[1 + i], slots.size() + i == along);
            case Expr.FieldJet jet -> {
              int slot = slots.indexOf(Slot.of(jet));
              yield input(u[slotOff[slot] + p], slot == along);
            }
            default -> throw new AssertionError(leaf);
          };
    }

    private static NestedDual input(double value, boolean variable) {
      return variable ? NestedDual.variable(value, 1) : NestedDual.of(value, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void valuesAndPartialsAgreeWithTheTreeWalker(long seed) {
    Random random = new Random(seed);
    int compared = 0;
    for (int i = 0; i < 150; i++) {
      List<Expr> equations = equations(random, 1 + i % 3, 1 + i % 5);
      List<Slot> slots = slots(equations);
      ResidualProgram program = ResidualProgram.compile(equations, slots, 2, COEFFICIENTS);
      Run run = new Run(program, slots.size(), 1 + i % 5, random);
      run.valuesAndPartials();
      for (int p = 0; p < run.n; p++) {
        for (int e = 0; e < equations.size(); e++) {
          compared +=
              compare(run, equations.get(e), slots, e, p, "seed " + seed + ", program " + i);
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
  }

  private static int compare(Run run, Expr equation, List<Slot> slots, int e, int p, String where) {
    ResidualProgram program = run.program;
    int[] usedSlots = program.slotsOf(e);
    int[] usedCoefficients = program.coefficientsOf(e);
    int compared = 0;
    for (int along = 0; along < slots.size() + COEFFICIENTS; along++) {
      NestedDual expected = TreeWalker.evaluate(equation, 1, run.leaves(slots, p, along));
      String what = where + ", equation " + equation + " along " + along;
      double size = largest(equation, run.leaves(slots, p, along));
      if (size > 1e4) {
        continue;
      }
      compared++;
      assertThat(run.result(program.valueRegister(e), p))
          .as(what)
          .isCloseTo(expected.real(), within(1e-11 * size));
      boolean coefficient = along >= slots.size();
      int k =
          coefficient
              ? Arrays.binarySearch(usedCoefficients, along - slots.size())
              : Arrays.binarySearch(usedSlots, along);
      if (k < 0) {
        assertThat(expected.highest()).as(what).isZero();
      } else {
        int register =
            coefficient ? program.coefficientRegister(e, k) : program.partialRegister(e, k);
        assertThat(run.result(register, p))
            .as(what)
            .isCloseTo(expected.highest(), within(1e-11 * size * size));
      }
    }
    return compared;
  }

  private static double largest(Expr equation, TreeWalker.Leaves leaves) {
    double largest = 1;
    for (Expr node : Traversal.postOrder(equation)) {
      NestedDual value = TreeWalker.evaluate(node, 1, leaves);
      double size = Math.max(Math.abs(value.real()), Math.abs(value.highest()));
      largest = Double.isFinite(size) ? Math.max(largest, size) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  @Test
  void valuesAloneHaveTheSameBits() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      List<Expr> equations = equations(random, 2, 4);
      List<Slot> slots = slots(equations);
      ResidualProgram program = ResidualProgram.compile(equations, slots, 2, COEFFICIENTS);
      Run run = new Run(program, slots.size(), 6, random);
      run.valuesAndPartials();
      double[] first = run.work.clone();
      run.valuesAndPartials();
      assertThat(run.work).as("program %d again", i).isEqualTo(first);
      run.values();
      for (int e = 0; e < 2; e++) {
        int start = 11 + program.valueRegister(e) * run.stride;
        assertThat(Arrays.copyOfRange(run.work, start, start + run.n))
            .as("program %d", i)
            .isEqualTo(Arrays.copyOfRange(first, start, start + run.n));
      }
    }
  }

  @Test
  void inputsAndPaddingAreLeftAlone() {
    Random random = new Random(6);
    List<Expr> equations = equations(random, 3, 5);
    List<Slot> slots = slots(equations);
    Run run =
        new Run(
            ResidualProgram.compile(equations, slots, 2, COEFFICIENTS), slots.size(), 4, random);
    double[] x = run.x.clone();
    double[] u = run.u.clone();
    double[] c = run.c.clone();
    run.valuesAndPartials();
    assertThat(run.x).isEqualTo(x);
    assertThat(run.u).isEqualTo(u);
    assertThat(run.c).isEqualTo(c);
    for (int i = 0; i < run.work.length; i++) {
      if (i < 11 || (i - 11) % run.stride >= run.n) {
        assertThat(run.work[i]).as("work[%d]", i).isNaN();
      }
    }
  }

  @Test
  void sharesSubexpressionsAndReusesRegisters() {
    Scope scope = Scope.of(List.of("x", "t"), List.of("u"));
    List<Expr> equations =
        List.of(
            FormulaParser.parse("u_t + u*u_x - sin(x*t)", scope),
            FormulaParser.parse("u_x*u + 3*sin(t*x)^2", scope));
    List<Slot> slots = slots(equations);
    ResidualProgram program = ResidualProgram.compile(equations, slots, 2, 0);
    // x*t, sin once (20), u*u_x, and two sums and a square with a factor; partials are copies and
    // fills.
    assertThat(program.operations()).isEqualTo(1 + 20 + 1 + 2 + 3);
    Expr longSum =
        FormulaParser.parse("u*x*1.1 + u*x^2*1.2 + u*x^3*1.3 + u*x^4*1.4 + u*x^5*1.5", scope);
    assertThat(ResidualProgram.compile(List.of(longSum), slots, 2, 0).registers()).isLessThan(12);
  }

  @Test
  void partialsThatVanishAreAbsent() {
    Scope scope = RandomFormulas.SCOPE;
    Expr equation = FormulaParser.parse("sign(u) + u_x + 0*v + step(a) + b", scope);
    List<Slot> slots = slots(List.of(equation));
    ResidualProgram program = ResidualProgram.compile(List.of(equation), slots, 2, 2);
    assertThat(slots).hasSize(2);
    assertThat(program.slotsOf(0)).containsExactly(1);
    assertThat(program.coefficientsOf(0)).containsExactly(1);
  }

  @Test
  void allocatesNothing() {
    Random random = new Random(8);
    List<Expr> equations = equations(random, 3, 5);
    List<Slot> slots = slots(equations);
    Run run =
        new Run(
            ResidualProgram.compile(equations, slots, 2, COEFFICIENTS), slots.size(), 32, random);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run.valuesAndPartials();
    run.values();
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      run.valuesAndPartials();
      run.values();
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }

  @Test
  void aMissingSlotIsNamed() {
    Expr equation = FormulaParser.parse("u_xx", RandomFormulas.SCOPE);
    assertThatThrownBy(() -> ResidualProgram.compile(List.of(equation), List.of(), 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("u_xx");
  }

  private static List<Expr> equations(Random random, int count, int depth) {
    List<Expr> equations = new ArrayList<>();
    for (int e = 0; e < count; e++) {
      equations.add(new RandomFormulas(random).next(depth));
    }
    return equations;
  }

  private static List<Slot> slots(List<Expr> equations) {
    SortedSet<Expr.FieldJet> jets = new TreeSet<>();
    equations.forEach(equation -> jets.addAll(equation.fieldJets()));
    return jets.stream().map(Slot::of).toList();
  }
}
