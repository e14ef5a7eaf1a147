package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.formula.Expr;
import org.poise.network.Network;
import org.poise.problem.Equation;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.testing.ExprOracle;
import org.poise.testing.NetworkOracle;
import org.poise.testing.Taylor;

/** The operations of the residual map against each other, and against arithmetic with 60 digits. */
class ResidualMapTest {
  static LongStream operationSeeds() {
    return RandomCases.seeds(1, 24);
  }

  static LongStream jacobianSeeds() {
    return RandomCases.seeds(31, 12);
  }

  @ParameterizedTest
  @MethodSource("operationSeeds")
  void operationsAgreeWithTheJacobian(long seed) {
    RandomCases.Drawn drawn = RandomCases.draw(seed);
    try (CompiledProblem compiled = drawn.problem().compile(drawn.networks(), 2)) {
      ResidualMap map = compiled.bind(drawn.problem().points());
      int n = map.blocks().rows();
      int p = map.parameters();
      double[] theta = drawn.parameters(compiled, seed);
      double[] jacobian = new double[n * p];
      map.jacobian(
          theta,
          (row, rows, columns, values) ->
              System.arraycopy(values, 0, jacobian, row * columns, rows * columns));
      SplittableRandom random = new SplittableRandom(seed);
      double[] w = random.doubles(n, 0, 2).toArray();
      double[] c = random.doubles(n, -1, 1).toArray();
      double[] r = new double[n];
      map.residuals(theta, r);

      double[] norms = new double[n];
      double[] g = new double[p];
      double[] again = new double[n];
      map.gradient(theta, w, c, g, again, norms);
      assertThat(again).as(drawn.text()).isEqualTo(r);
      double[] s = new double[n];
      Arrays.setAll(s, j -> w[j] * r[j] + c[j]);
      close(g, timesTransposed(jacobian, s, n, p), 1e-12, drawn.text());
      for (int j = 0; j < n; j++) {
        double norm = 0;
        for (int i = 0; i < p; i++) {
          norm += jacobian[j * p + i] * jacobian[j * p + i];
        }
        assertThat(norms[j])
            .as("row norm %d of %s", j, drawn.text())
            .isCloseTo(norm, within(1e-10 * norm));
      }
      double[] plain = new double[p];
      map.gradient(theta, w, c, plain, again, null);
      close(plain, g, 1e-12, drawn.text());

      double[] v = random.doubles(2L * p, -1, 1).toArray();
      double[] jv = new double[2 * n];
      map.jvp(theta, 2, v, jv);
      double[] u = random.doubles(2L * n, -1, 1).toArray();
      double[] ju = new double[2 * p];
      map.vjp(theta, 2, u, ju);
      for (int k = 0; k < 2; k++) {
        double[] uk = Arrays.copyOfRange(u, k * n, (k + 1) * n);
        double[] vk = Arrays.copyOfRange(v, k * p, (k + 1) * p);
        close(
            Arrays.copyOfRange(ju, k * p, (k + 1) * p),
            timesTransposed(jacobian, uk, n, p),
            1e-12,
            drawn.text());
        double left = dot(uk, Arrays.copyOfRange(jv, k * n, (k + 1) * n));
        double right = dot(vk, Arrays.copyOfRange(ju, k * p, (k + 1) * p));
        double size = Math.sqrt(dot(uk, uk) * dot(jv, jv));
        assertThat(left).as(drawn.text()).isCloseTo(right, within(1e-12 * size));
      }

      double[] kernel = Kernels.whole(map, theta);
      double[] product = new double[n * n];
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          for (int i = 0; i < p; i++) {
            product[j * n + k] += jacobian[j * p + i] * jacobian[k * p + i];
          }
        }
      }
      close(kernel, product, 1e-12, drawn.text());
    }
  }

  /** They come from adjoints that carry these factors; powers of two leave all roundings alike. */
  @ParameterizedTest
  @MethodSource("jacobianSeeds")
  void rowNormsDoNotDependOnTheFactorsOfTheRows(long seed) {
    rowNormsDoNotDependOn(seed, 0, -0.0, Double.MIN_VALUE, -0x1p-700, 1);
    rowNormsDoNotDependOn(seed, 1, -0x1p330);
  }

  private static void rowNormsDoNotDependOn(long seed, double... factors) {
    RandomCases.Drawn drawn = RandomCases.draw(seed);
    try (CompiledProblem compiled = drawn.problem().compile(drawn.networks(), 1)) {
      ResidualMap map = compiled.bind(drawn.problem().points());
      double[] theta = drawn.parameters(compiled, seed);
      int n = map.blocks().rows();
      double[] ones = new double[n];
      double[] norms = new double[n];
      Arrays.fill(ones, 1);
      double[] g = new double[map.parameters()];
      map.gradient(theta, new double[n], ones, g, new double[n], norms);
      double[] c = new double[n];
      double[] again = new double[n];
      for (int shift = 0; shift < factors.length; shift++) {
        int first = shift;
        Arrays.setAll(c, j -> factors[(j + first) % factors.length]);
        map.gradient(theta, new double[n], c, g, new double[n], again);
        assertThat(again).as(drawn.text()).isEqualTo(norms);
        double[] plain = new double[g.length];
        map.gradient(theta, new double[n], c, plain, new double[n], null);
        close(g, plain, 1e-12, drawn.text());
      }
      map.gradient(theta, new double[n], null, g, new double[n], again);
      assertThat(again).as(drawn.text()).isEqualTo(norms);
      for (double value : g) {
        assertThat(Math.abs(value)).isLessThan(1e-60);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jacobianSeeds")
  void jacobianEqualsCentralDifferencesWithSixtyDigits(long seed) {
    RandomCases.Drawn drawn = RandomCases.draw(seed);
    Problem problem = drawn.problem().problem();
    try (CompiledProblem compiled = drawn.problem().compile(drawn.networks(), 1)) {
      ResidualMap map = compiled.bind(drawn.problem().points());
      int n = map.blocks().rows();
      int p = map.parameters();
      double[] theta = drawn.parameters(compiled, seed);
      double[] r = new double[n];
      map.residuals(theta, r);
      double[] jacobian = new double[n * p];
      map.jacobian(
          theta,
          (row, rows, columns, values) ->
              System.arraycopy(values, 0, jacobian, row * columns, rows * columns));
      BigDecimal[] exact =
          Arrays.stream(theta).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
      BigDecimal h = new BigDecimal("1e-20");
      SplittableRandom random = new SplittableRandom(seed);
      for (int b = 0; b < map.blocks().blocks().size(); b++) {
        Block block = map.blocks().blocks().get(b);
        Equation equation = problem.equations().get(b);
        double[] x = drawn.problem().points().of(block.pointSet());
        int point = random.nextInt(block.count());
        int row = block.start() + point;
        double[] rowOfJ = Arrays.copyOfRange(jacobian, row * p, (row + 1) * p);
        double largest = Arrays.stream(rowOfJ).map(Math::abs).max().orElse(0);
        Oracle oracle = new Oracle(compiled, drawn, problem, equation, x, point);
        double value = oracle.residual(exact).doubleValue();
        assertThat(r[row]).as(drawn.text()).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
        int[] small = smallArrays(compiled);
        for (int sample = 0; sample < 8 + Math.min(4, small.length); sample++) {
          int i = sample == 0 ? p - 2 : random.nextInt(p);
          i = sample < 8 ? i : small[random.nextInt(small.length)];
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
          assertThat(rowOfJ[i])
              .as("∂%s/∂θ_%d of %s", equation.name(), i, drawn.text())
              .isCloseTo(difference, within(1e-11 * largest));
        }
      }
    }
  }

  /** Positions in θ of scales, slopes and the like, of which a few are always looked at. */
  private static int[] smallArrays(CompiledProblem compiled) {
    return compiled.layout().tensors().stream()
        .filter(t -> t.name().matches(".*\\.(logscale|slope|alpha)"))
        .flatMapToInt(t -> IntStream.range(t.offset(), t.offset() + t.size()))
        .toArray();
  }

  /** One residual with 60 digits. */
  private record Oracle(
      CompiledProblem compiled,
      RandomCases.Drawn drawn,
      Problem problem,
      Equation equation,
      double[] x,
      int point) {

    BigDecimal residual(BigDecimal[] theta) {
      int d = problem.domain().dimension();
      double[] lower = Arrays.copyOfRange(x, point * d, (point + 1) * d);
      double[] upper = lower.clone();
      if (problem.pointSet(equation.on()).kind() instanceof PointSet.Periodic(int coordinate)) {
        upper[coordinate] = problem.domain().interval(coordinate).upper();
      }
      Map<Integer, Taylor[]> sites = new HashMap<>();
      int coefficients = theta.length - problem.coefficients().size();
      return ExprOracle.evaluate(
          equation.residual(),
          new ExprOracle.Leaves() {
            @Override
            public BigDecimal jet(Expr.FieldJet jet) {
              Taylor[] fields =
                  sites.computeIfAbsent(jet.site(), s -> fields(theta, s == 0 ? lower : upper));
              return fields[jet.field()].derivative(jet.alpha());
            }

            @Override
            public BigDecimal coordinate(int index) {
              return new BigDecimal(lower[index]);
            }

            @Override
            public BigDecimal coefficient(int index) {
              return theta[coefficients + index];
            }
          });
    }

    private Taylor[] fields(BigDecimal[] theta, double[] at) {
      return drawn.networks().stream()
          .flatMap((Network network) ->
              Arrays.stream(
                  NetworkOracle.outputs(network, compiled.layout(), theta, at, drawn.order())))
          .toArray(Taylor[]::new);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void sameBitsOnAnyNumberOfThreads(int threads) {
    RandomCases.seeds(51, 6)
        .forEach(seed -> assertThat(gradientBits(seed, threads)).isEqualTo(gradientBits(seed, 1)));
  }

  private static double[] gradientBits(long seed, int threads) {
    RandomCases.Drawn drawn = RandomCases.draw(seed);
    try (CompiledProblem compiled = drawn.problem().compile(drawn.networks(), threads)) {
      ResidualMap map = compiled.bind(drawn.problem().points());
      double[] w = new double[map.blocks().rows()];
      Arrays.fill(w, 0.3);
      double[] norms = new double[w.length];
      double[] g = new double[map.parameters()];
      map.gradient(drawn.parameters(compiled, seed), w, null, g, new double[w.length], norms);
      double[] all = Arrays.copyOf(g, g.length + norms.length);
      System.arraycopy(norms, 0, all, g.length, norms.length);
      return all;
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(Math.max(tolerance, Double.MIN_NORMAL));
  }

  private static void close(double[] actual, double[] expected, double tolerance, String text) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("entry %d of %s", i, text)
          .isCloseTo(expected[i], within(tolerance * largest));
    }
  }

  private static double[] timesTransposed(double[] jacobian, double[] s, int n, int p) {
    double[] g = new double[p];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < p; i++) {
        g[i] += jacobian[j * p + i] * s[j];
      }
    }
    return g;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
