package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.formula.Expr;
import org.poise.formula.FormulaParser;
import org.poise.jet.MultiIndex;
import org.poise.network.Activation;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.problem.PointSet;
import org.poise.testing.NetworkOracle;
import org.poise.testing.Taylor;

/** Embedded networks: their jets, and periodicity. */
class EmbeddingTest {
  private static final int ORDER = 4;
  private static final double PERIOD = 1.7;
  private static final List<String> COORDINATES = List.of("x", "y");

  private static final List<Embedding> PERIODIC = List.of(PeriodicEmbedding.of(Map.of(0, PERIOD)));
  private static final List<Embedding> FOURIER = List.of(new FourierFeatures(21, 1.5, false, 3));
  private static final List<Embedding> BOTH = List.of(PERIODIC.getFirst(), FOURIER.getFirst());

  private static Network network(List<Embedding> embeddings) {
    return new Network(
            "main",
            List.of("u"),
            Mlp.of(2, 9, Activation.TANH),
            Initializer.GLOROT_NORMAL,
            new Normalization(new double[] {0.2, -0.1}, new double[] {0.9, 1.3}))
        .withEmbeddings(embeddings);
  }

  /** u and all its derivatives to the fourth order. */
  private static List<MultiIndex> derivatives() {
    List<MultiIndex> all = new ArrayList<>();
    for (int i = 0; i <= ORDER; i++) {
      for (int j = 0; i + j <= ORDER; j++) {
        all.add(MultiIndex.of(i, j));
      }
    }
    return all;
  }

  private static Case problem(int count) {
    double[] x = new SplittableRandom(11).doubles(2L * count, -1, 1).toArray();
    return new Case(COORDINATES, List.of("u"), -1, 1)
        .points("inside", new PointSet.Interior(), x)
        .equation("e", "inside", "u");
  }

  /** The derivatives at points [n × derivatives]. */
  private static double[] jets(Case built, CompiledProblem compiled, double[] theta, double[] x) {
    List<Expr> expressions =
        derivatives().stream()
            .map(a -> a.order() == 0 ? "u" : "u_" + a.suffix(COORDINATES))
            .map(text -> FormulaParser.parse(text, built.scope(null)))
            .toList();
    double[] out = new double[x.length / 2 * expressions.size()];
    compiled.evaluator(expressions).evaluate(theta, x.length / 2, x, out);
    return out;
  }

  private static void jetsAgree(List<Embedding> embeddings) {
    Case built = problem(7);
    Network network = network(embeddings);
    try (CompiledProblem compiled = built.compile(List.of(network), 1)) {
      double[] theta = compiled.initialParameters(5);
      BigDecimal[] exact =
          Arrays.stream(theta).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
      double[] x = built.points().of("inside");
      double[] jets = jets(built, compiled, theta, x);
      int k = 0;
      for (int p = 0; p < 7; p++) {
        double[] at = {x[2 * p], x[2 * p + 1]};
        Taylor u = NetworkOracle.outputs(network, compiled.layout(), exact, at, ORDER)[0];
        for (MultiIndex alpha : derivatives()) {
          double expected = u.derivative(alpha).doubleValue();
          // Frequencies, and with them rounding, grow by a factor of about ten an order.
          double tolerance = 1e-14 * StrictMath.pow(10, alpha.order());
          assertThat(jets[k++])
              .as("%s at %s with %s", alpha, Arrays.toString(at), embeddings)
              .isCloseTo(expected, offset(tolerance * (1 + Math.abs(expected))));
        }
      }
    }
  }

  @Test
  void jetsOfPeriodicCoordinatesEqualTaylorArithmetic() {
    jetsAgree(PERIODIC);
  }

  @Test
  void jetsOfFourierFeaturesEqualTaylorArithmetic() {
    jetsAgree(FOURIER);
  }

  @Test
  void jetsOfBothEqualTaylorArithmetic() {
    jetsAgree(BOTH);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -3, 1000})
  void everyDerivativeRepeatsAfterAPeriod(int periods) {
    Case built = problem(20);
    for (List<Embedding> embeddings : List.of(PERIODIC, BOTH)) {
      try (CompiledProblem compiled = built.compile(List.of(network(embeddings)), 1)) {
        double[] theta = compiled.initialParameters(5);
        double[] x = built.points().of("inside");
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i += 2) {
          moved[i] += periods * PERIOD;
        }
        double[] here = jets(built, compiled, theta, x);
        double[] there = jets(built, compiled, theta, moved);
        // The sum x + kP alone is rounded by half a unit in its last place.
        double rounding = Math.ulp(periods * PERIOD) + 1e-15;
        List<MultiIndex> derivatives = derivatives();
        for (int i = 0; i < here.length; i++) {
          int order = derivatives.get(i % derivatives.size()).order();
          double tolerance = 10 * rounding * StrictMath.pow(10, order);
          assertThat(there[i]).isCloseTo(here[i], offset(tolerance * (1 + Math.abs(here[i]))));
        }
      }
    }
  }

  @Test
  void periodicConditionsHoldExactlyOnADomainOfOnePeriod() {
    Case built =
        new Case(COORDINATES, List.of("u"), -1, 1)
            .points("sides", new PointSet.Periodic(0), new double[] {-1, 0.3, -1, -0.4})
            .equation("value", "sides", "jump(u)")
            .equation("slope", "sides", "jump(u_x)");
    Network network = network(List.of(PeriodicEmbedding.of(Map.of(0, 2.0))));
    try (CompiledProblem compiled = built.compile(List.of(network), 1)) {
      ResidualMap map = compiled.bind(built.points());
      double[] r = {1, 1, 1, 1};
      map.residuals(compiled.initialParameters(1), r);
      assertThat(r).containsOnly(0);
    }
  }

  @Test
  void kernelAgreesWithRowNormsWhereTheFirstLayerIsWide() {
    Case built = problem(300);
    Network network = network(List.of(new FourierFeatures(40, 1, false, 3)));
    try (CompiledProblem compiled = built.compile(List.of(network), 2)) {
      ResidualMap map = compiled.bind(built.points());
      double[] theta = compiled.initialParameters(3);
      int n = map.blocks().rows();
      double[] norms = new double[n];
      map.gradient(theta, new double[n], null, new double[theta.length], new double[n], norms);
      double[] kernel = Kernels.whole(map, theta);
      double[] jacobian = new double[n * theta.length];
      map.jacobian(
          theta,
          (first, rows, columns, values) ->
              System.arraycopy(values, 0, jacobian, first * columns, rows * columns));
      for (int j = 0; j < n; j++) {
        assertThat(kernel[j * n + j]).isCloseTo(norms[j], offset(1e-13 * norms[j]));
        for (int k = 0; k < j; k += 7) {
          double product = 0;
          for (int i = 0; i < theta.length; i++) {
            product += jacobian[j * theta.length + i] * jacobian[k * theta.length + i];
          }
          double size = Math.sqrt(norms[j] * norms[k]);
          assertThat(kernel[j * n + k]).isCloseTo(product, offset(1e-13 * size));
        }
      }
    }
  }

  @Test
  void frequenciesAreNormalAndOfTheirSeedAndNetwork() {
    FourierFeatures fourier = new FourierFeatures(20_000, 2.5, false, 8);
    double[] b = fourier.frequencies("main", 2);
    assertThat(b).hasSize(40_000).isEqualTo(fourier.frequencies("main", 2));
    assertThat(b).isNotEqualTo(fourier.frequencies("other", 2));
    assertThat(b).isNotEqualTo(new FourierFeatures(20_000, 2.5, false, 9).frequencies("main", 2));
    double sum = Arrays.stream(b).sum();
    double squares = Arrays.stream(b).map(v -> v * v).sum();
    // Five standard errors: 2.5/√40000 of the mean, 2.5² √(2/40000) of the variance.
    assertThat(sum / b.length).isCloseTo(0, offset(5 * 0.0125));
    assertThat(squares / b.length).isCloseTo(6.25, offset(5 * 0.0442));
  }

  @Test
  void widerFirstLayersAreCounted() {
    Case built = problem(10);
    long plain = sweep(built, List.of());
    // The equation u has a jet of one component; layers are 2 → 9 → 9 → 1.
    assertThat(plain).isEqualTo(2 * (2 * 9 + 9 * 9 + 9));
    assertThat(sweep(built, PERIODIC)).isEqualTo(2 * (3 * 9 + 9 * 9 + 9));
    assertThat(sweep(built, FOURIER)).isEqualTo(2 * (2 * 21 + 42 * 9 + 9 * 9 + 9));
    assertThat(sweep(built, BOTH)).isEqualTo(2 * (3 * 21 + 42 * 9 + 9 * 9 + 9));
  }

  private static long sweep(Case built, List<Embedding> embeddings) {
    try (CompiledProblem compiled = built.compile(List.of(network(embeddings)), 1)) {
      return compiled.summary().sets().getFirst().sweepOperations();
    }
  }
}
