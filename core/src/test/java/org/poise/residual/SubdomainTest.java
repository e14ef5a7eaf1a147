package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.poise.problem.Where.interior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.problem.InterfaceTerms;
import org.poise.problem.PointSet;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;

/** A domain cut into boxes with networks of their own, against sines and 60-digit arithmetic. */
class SubdomainTest {
  /** Makes a network of one sine a·sin(x) + b. */
  private static void sine(
      CompiledProblem compiled, int network, double a, double b, double[] theta) {
    Network of = compiled.networks().get(network);
    Normalization n = of.normalization();
    set(compiled, of.name() + ".0.weight", n.deviation()[0], theta);
    set(compiled, of.name() + ".0.bias", n.mean()[0], theta);
    set(compiled, of.name() + ".1.weight", a, theta);
    set(compiled, of.name() + ".1.bias", b, theta);
  }

  private static void set(CompiledProblem compiled, String tensor, double value, double[] theta) {
    theta[compiled.layout().tensor(tensor).offset()] = value;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -1e-3, 0, 1.0 / 3})
  void coefficientsThatStepAtACutHaveTheValueOfEachSide(double cut) {
    Problem problem =
        Problem.builder("Two materials")
            .domain("x", -2, 3)
            .fields("u")
            .constant("c", cut)
            .cuts("x", cut)
            .interfaces(
                InterfaceTerms.standard().withContinuity("x", "(1 + 3*step(x - c))*u_x", "x*u"))
            .points("inside", interior(4))
            .equation("ode", "inside", "u_xx + u")
            .build();
    try (CompiledProblem compiled = CompiledProblem.compile(problem, List.of(sine(problem)), 1)) {
      double[] theta = compiled.initialParameters(1);
      sine(compiled, 0, 1, 0, theta);
      sine(compiled, 1, 1, 0, theta);
      double[] r = new double[6];
      compiled.bind(Sampling.standard().draw(problem, 1, 0)).residuals(theta, r);
      assertThat(r[4]).isCloseTo(3 * StrictMath.cos(cut), offset(1e-14));
      assertThat(r[5]).isCloseTo(0, offset(1e-14));
    }
  }

  private static Network sine(Problem problem) {
    return new Network(
        "main",
        List.of("u"),
        Mlp.of(1, 1, Activation.SIN),
        Initializer.GLOROT_NORMAL,
        problem.domain().uniform());
  }

  @Test
  void networksThatAreExactOnEachSideLeaveNothingAndOthersTheirJumps() {
    Problem problem =
        Problem.builder("Oscillator")
            .domain("x", 0, 3)
            .fields("u")
            .cuts("x", 1, 2.5)
            .points("inside", interior(40))
            .equation("ode", "inside", "u_xx + u")
            .build();
    try (CompiledProblem compiled = CompiledProblem.compile(problem, List.of(sine(problem)), 1)) {
      assertThat(compiled.networks().stream().map(Network::name))
          .containsExactly("main@1", "main@2", "main@3");
      assertThat(compiled.networks().get(1).normalization().mean()).containsExactly(1.75);
      double[] theta = compiled.initialParameters(1);
      for (int s = 0; s < 3; s++) {
        sine(compiled, s, 1, 0, theta);
      }
      ResidualMap map = compiled.bind(Sampling.standard().draw(problem, 1, 0));
      assertThat(map.blocks().blocks().stream().map(b -> b.name() + " " + b.count()))
          .containsExactly("ode 40", "interface-x-u 2", "interface-x-u_x 2");
      double[] r = new double[44];
      map.residuals(theta, r);
      assertThat(Arrays.stream(r).map(Math::abs).max().orElseThrow()).isLessThan(1e-14);

      // 2 sin x + 5 in the middle: u_xx + u = 5 there, and jumps of sin 1 + 5 and −sin 2.5 − 5.
      sine(compiled, 1, 2, 5, theta);
      map.residuals(theta, r);
      double[] expected = {
        StrictMath.sin(1) + 5, -StrictMath.sin(2.5) - 5, StrictMath.cos(1), -StrictMath.cos(2.5)
      };
      for (int j = 0; j < 4; j++) {
        assertThat(r[40 + j]).isCloseTo(expected[j], offset(1e-14));
      }
      FieldEvaluator u = compiled.evaluator(List.copyOf(problem.quantities().values()));
      double[] x = {2.5, 0.5, 1, 2, 2.4999};
      double[] values = new double[5];
      u.evaluate(theta, 5, x, values);
      for (int p = 0; p < 5; p++) {
        double sine = StrictMath.sin(x[p]);
        double known = x[p] < 1 || x[p] >= 2.5 ? sine : 2 * sine + 5;
        assertThat(values[p]).isCloseTo(known, offset(1e-14));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void sameBitsOnAnyNumberOfThreads(int threads) {
    assertThat(bits(threads)).isEqualTo(bits(1));
  }

  private static double[] bits(int threads) {
    Problem problem = DividedSystem.problem(700);
    try (CompiledProblem compiled = DividedSystem.compile(problem, threads)) {
      ResidualMap map = compiled.bind(Sampling.standard().draw(problem, 3, 0));
      double[] norms = new double[map.blocks().rows()];
      double[] w = new double[norms.length];
      Arrays.fill(w, 0.3);
      double[] g = new double[map.parameters()];
      map.gradient(compiled.initialParameters(4), w, null, g, new double[w.length], norms);
      double[] all = Arrays.copyOf(g, g.length + norms.length);
      System.arraycopy(norms, 0, all, g.length, norms.length);
      return all;
    }
  }

  /** Points in any order give the same rows in that order. */
  @Test
  void pointsNeedNotLieSubdomainBySubdomain() {
    Problem problem = DividedSystem.problem(40);
    try (CompiledProblem compiled = DividedSystem.compile(problem, 1)) {
      Points points = Sampling.standard().draw(problem, 3, 0);
      Map<String, double[]> reversed = new LinkedHashMap<>();
      points.sets().forEach((name, x) -> reversed.put(name, reversed(x, 2)));
      double[] theta = compiled.initialParameters(4);
      ResidualMap map = compiled.bind(points);
      double[] r = new double[map.blocks().rows()];
      map.residuals(theta, r);
      double[] turned = new double[r.length];
      compiled.bind(new Points(reversed)).residuals(theta, turned);
      for (Block block : map.blocks().blocks()) {
        double[] own = Arrays.copyOfRange(r, block.start(), block.end());
        assertThat(Arrays.copyOfRange(turned, block.start(), block.end()))
            .isEqualTo(reversed(own, 1));
      }
      Map<String, double[]> astray = new LinkedHashMap<>(points.sets());
      astray.put("start", new double[] {0, 0, 0, 0.5});
      assertThatThrownBy(() -> compiled.bind(new Points(astray)))
          .hasMessage("point 2 of set 'start' lies in subdomain 5, which the set does not meet");
    }
  }

  private static double[] reversed(double[] x, int d) {
    double[] turned = new double[x.length];
    for (int i = 0; i < x.length; i += d) {
      System.arraycopy(x, x.length - d - i, turned, i, d);
    }
    return turned;
  }

  @Test
  void summaryCountsBothSidesOfAnInterface() {
    Problem problem = DividedSystem.problem(60);
    try (CompiledProblem compiled = DividedSystem.compile(problem, 1)) {
      PlanSummary summary = compiled.summary();
      List<String> names = new ArrayList<>();
      summary
          .sets()
          .forEach(set -> names.add(set.name() + " " + set.points() + set.jets().keySet()));
      assertThat(names)
          .containsExactly(
              "inside 60[first, second]",
              "start 11[first, second]",
              "sides 14[first, second]",
              "interface-x 9[first, second]",
              "interface-t 18[first, second]");
      // Four networks; the layer of 2 × 5 on the coordinates, that of 5 × 1 on u and u_x.
      assertThat(summary.sets().get(3).sweepOperations()).isEqualTo(4 * (2 * 10 + 2 * 2 * 5));
      assertThat(summary.parameters()).isEqualTo(6 * 2 * (10 + 5 + 5 + 1) + 1);
      assertThat(problem.pointSet("interface-t").kind())
          .isEqualTo(new PointSet.Interface(1, List.of(0.1, 0.6)));
    }
  }
}
