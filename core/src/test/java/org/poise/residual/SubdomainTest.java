package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;
import static org.poise.problem.Where.periodic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.formula.Expr;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.Tensor;
import org.poise.problem.Equation;
import org.poise.problem.InterfaceTerms;
import org.poise.problem.PointSet;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;
import org.poise.testing.ExprOracle;
import org.poise.testing.NetworkOracle;
import org.poise.testing.Taylor;

/** A domain cut into boxes with networks of their own, against sines and 60-digit arithmetic. */
class SubdomainTest {
  private static final double CUT_X = -0.2;
  private static final double[] CUTS_T = {0.1, 0.6};
  private static final int ORDER = 2;

  private static Network network(String name, String field, Problem problem) {
    return new Network(
        name,
        List.of(field),
        Mlp.of(1, 5, Activation.TANH),
        Initializer.NTK,
        problem.domain().uniform());
  }

  /** Two coupled fields over 2 × 3 boxes, with a periodic pair across the cut in x. */
  private static Problem system(int inside) {
    return Problem.builder("Coupled")
        .domain("x", -1, 1)
        .domain("t", 0, 1)
        .trainable("c", 0.7)
        .fields("u", "v")
        .cuts("x", CUT_X)
        .cuts("t", CUTS_T)
        .interfaces(
            InterfaceTerms.standard().withCount(9).withContinuity("x", "u", "c*u_x + x*v", "v_x"))
        .points("inside", interior(inside))
        .points("start", at("t", 0, 11))
        .points("sides", periodic("x", 14))
        .equation("first", "inside", "u_t - c*u_xx + v")
        .equation("second", "inside", "v_tt + u*v_x")
        .equation("begin", "start", "u - x*v")
        .equation("wrap", "sides", "jump(u) + jump(v_x)")
        .build();
  }

  private static CompiledProblem compile(Problem problem, int threads) {
    return CompiledProblem.compile(
        problem, List.of(network("first", "u", problem), network("second", "v", problem)), threads);
  }

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
    Network network =
        new Network(
            "main",
            List.of("u"),
            Mlp.of(1, 1, Activation.SIN),
            Initializer.GLOROT_NORMAL,
            problem.domain().uniform());
    try (CompiledProblem compiled = CompiledProblem.compile(problem, List.of(network), 1)) {
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

  /** Which boxes a row touches, and one residual with 60 digits. */
  private static final class Oracle {
    final CompiledProblem compiled;
    final Equation equation;
    final double[] lower;
    final double[] upper;
    final int[] boxes = new int[2];

    Oracle(CompiledProblem compiled, Equation equation, double[] x) {
      this.compiled = compiled;
      this.equation = equation;
      lower = x.clone();
      upper = x.clone();
      double below = 1e-9;
      switch (equation.on()) {
        case "sides" -> upper[0] = 1;
        case "interface-x" -> lower[0] -= below;
        case "interface-t" -> lower[1] -= below;
        default -> {}
      }
      boxes[0] = box(lower);
      boxes[1] = box(upper);
      if (!equation.on().equals("sides")) {
        System.arraycopy(x, 0, lower, 0, 2);
      }
    }

    static int box(double[] x) {
      int t = x[1] < CUTS_T[0] ? 0 : x[1] < CUTS_T[1] ? 1 : 2;
      return (x[0] < CUT_X ? 0 : 3) + t;
    }

    BigDecimal residual(BigDecimal[] theta) {
      return ExprOracle.evaluate(
          equation.residual(),
          new ExprOracle.Leaves() {
            @Override
            public BigDecimal jet(Expr.FieldJet jet) {
              Network network = compiled.networks().get(2 * boxes[jet.site()] + jet.field());
              double[] at = jet.site() == 0 ? lower : upper;
              return NetworkOracle.outputs(network, compiled.layout(), theta, at, ORDER)[0]
                  .derivative(jet.alpha());
            }

            @Override
            public BigDecimal coordinate(int index) {
              return new BigDecimal(lower[index]);
            }

            @Override
            public BigDecimal coefficient(int index) {
              return theta[theta.length - 1];
            }
          });
    }
  }

  @Test
  void residualsAndJacobianAgreeWithSixtyDigitsAndTouchOnlyTheirBoxes() {
    Problem problem = system(60);
    try (CompiledProblem compiled = compile(problem, 2)) {
      Points points = Sampling.standard().draw(problem, 3, 0);
      ResidualMap map = compiled.bind(points);
      int p = map.parameters();
      double[] theta = compiled.initialParameters(4);
      double[] r = new double[map.blocks().rows()];
      map.residuals(theta, r);
      double[] jacobian = jacobian(map, theta);
      BigDecimal[] exact =
          Arrays.stream(theta).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
      BigDecimal h = new BigDecimal("1e-20");
      SplittableRandom random = new SplittableRandom(5);
      for (int b = 0; b < problem.equations().size(); b++) {
        Block block = map.blocks().blocks().get(b);
        double[] x = points.of(block.pointSet());
        for (int j = 0; j < block.count(); j++) {
          double[] at = Arrays.copyOfRange(x, 2 * j, 2 * j + 2);
          Oracle oracle = new Oracle(compiled, problem.equations().get(b), at);
          int row = block.start() + j;
          double value = oracle.residual(exact).doubleValue();
          assertThat(r[row]).isCloseTo(value, offset(1e-13 * (1 + Math.abs(value))));
          for (Tensor tensor : compiled.layout().tensors()) {
            boolean own =
                Arrays.stream(oracle.boxes)
                    .anyMatch(box -> tensor.name().contains("@" + (box + 1) + "."));
            for (int i = 0; i < tensor.size(); i++) {
              if (!own && !tensor.name().startsWith("coefficient")) {
                assertThat(jacobian[row * p + tensor.offset() + i]).isZero();
              }
            }
          }
          double largest =
              Arrays.stream(jacobian, row * p, (row + 1) * p).map(Math::abs).max().orElse(0);
          int i = random.nextInt(p);
          BigDecimal[] up = exact.clone();
          up[i] = up[i].add(h);
          BigDecimal[] down = exact.clone();
          down[i] = down[i].subtract(h);
          double difference =
              oracle
                  .residual(up)
                  .subtract(oracle.residual(down))
                  .divide(h.add(h), Taylor.MC)
                  .doubleValue();
          assertThat(jacobian[row * p + i]).isCloseTo(difference, offset(1e-12 * largest));
        }
      }
    }
  }

  @Test
  void operationsAgreeWithTheJacobian() {
    Problem problem = system(300);
    try (CompiledProblem compiled = compile(problem, 2)) {
      ResidualMap map = compiled.bind(Sampling.standard().draw(problem, 3, 0));
      int n = map.blocks().rows();
      int p = map.parameters();
      double[] theta = compiled.initialParameters(4);
      double[] jacobian = jacobian(map, theta);
      SplittableRandom random = new SplittableRandom(6);
      double[] w = random.doubles(n, 0, 2).toArray();
      double[] v = random.doubles(p, -1, 1).toArray();
      double[] r = new double[n];
      double[] norms = new double[n];
      double[] g = new double[p];
      double[] jv = new double[n];
      double[] jw = new double[p];
      map.gradient(theta, w, null, g, r, norms);
      map.jvp(theta, 1, v, jv);
      map.vjp(theta, 1, w, jw);
      double[] kernel = Kernels.whole(map, theta);
      double[] gradient = new double[p];
      double[] transposed = new double[p];
      // Σ_j |s_j| ‖∂r_j/∂θ‖, a bound of every entry of Jᵀs.
      double[] sizes = new double[2];
      for (int j = 0; j < n; j++) {
        double along = 0;
        sizes[0] += Math.abs(w[j] * r[j]) * Math.sqrt(norms[j]);
        sizes[1] += w[j] * Math.sqrt(norms[j]);
        for (int i = 0; i < p; i++) {
          along += jacobian[j * p + i] * v[i];
          gradient[i] += jacobian[j * p + i] * w[j] * r[j];
          transposed[i] += jacobian[j * p + i] * w[j];
        }
        assertThat(jv[j]).isCloseTo(along, offset(1e-12 * (1 + Math.sqrt(norms[j]))));
        for (int k = 0; k < n; k++) {
          double product = 0;
          for (int i = 0; i < p; i++) {
            product += jacobian[j * p + i] * jacobian[k * p + i];
          }
          double tolerance = 1e-13 * Math.sqrt(norms[j] * norms[k]);
          assertThat(kernel[j * n + k]).isCloseTo(product, offset(tolerance));
          if (j == k) {
            assertThat(norms[j]).isCloseTo(product, offset(tolerance));
          }
        }
      }
      for (int i = 0; i < p; i++) {
        assertThat(g[i]).isCloseTo(gradient[i], offset(1e-13 * sizes[0]));
        assertThat(jw[i]).isCloseTo(transposed[i], offset(1e-13 * sizes[1]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void sameBitsOnAnyNumberOfThreads(int threads) {
    assertThat(bits(threads)).isEqualTo(bits(1));
  }

  private static double[] bits(int threads) {
    Problem problem = system(700);
    try (CompiledProblem compiled = compile(problem, threads)) {
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
    Problem problem = system(40);
    try (CompiledProblem compiled = compile(problem, 1)) {
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
    Problem problem = system(60);
    try (CompiledProblem compiled = compile(problem, 1)) {
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

  private static double[] jacobian(ResidualMap map, double[] theta) {
    double[] jacobian = new double[map.blocks().rows() * map.parameters()];
    map.jacobian(
        theta,
        (row, rows, columns, values) ->
            System.arraycopy(values, 0, jacobian, row * columns, rows * columns));
    return jacobian;
  }
}
