package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.network.Activation;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.problem.PointSet;

/** Combinations of derivatives as one component, against one component for each derivative. */
class CollapsedJetsTest {

  private static Case problem(String coordinates, String formulas) {
    List<String> names = Arrays.asList(coordinates.split(" "));
    Case built = new Case(names, List.of("u", "v"), -1, 1);
    int n = 7;
    double[] x = new SplittableRandom(1).doubles((long) n * names.size(), -1, 1).toArray();
    built.points("inside", new PointSet.Interior(), x);
    String[] all = formulas.split(";");
    for (int e = 0; e < all.length; e++) {
      built.equation("e" + e, "inside", all[e]);
    }
    return built;
  }

  private static Network network(int dimension, List<Embedding> embeddings) {
    Normalization normalization =
        new Normalization(
            IntStream.range(0, dimension).mapToDouble(i -> 0.1 * i).toArray(),
            IntStream.range(0, dimension).mapToDouble(i -> 0.5 + 0.1 * i).toArray());
    return new Network(
        "main",
        List.of("u", "v"),
        Mlp.of(3, 13, Activation.TANH),
        Initializer.GLOROT_NORMAL,
        normalization,
        embeddings,
        null,
        null);
  }

  private static CompiledProblem compile(Case built, Network network, JetComponents components) {
    return CompiledProblem.compile(built.problem(), List.of(network), 1, components);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x y     | u_xx + u_yy - x                                      | 5  | 4
          x y z   | u_xx + u_yy + u_zz - x                               | 7  | 5
          x y z t | u_xx + u_yy + u_zz + u_tt                            | 9  | 6
          x t     | u_t - 0.3*u_xx                                       | 4  | 3
          x t     | u_t + u*u_x - 0.01*u_xx                              | 4  | 3
          x t     | u_t - 1e-4*u_xx + 5*u^3 - 5*u                        | 4  | 3
          x t     | u_tt - 4*u_xx                                        | 5  | 4
          x t     | u_t + 3*u_x                                          | 3  | 2
          x y     | u*u_x + v*u_y - (u_xx + u_yy)/3; u*v_x - (v_xx + v_yy)/3; u_x + v_y | 5 | 4
          x y     | u_xxxx + 2*u_xxyy + u_yyyy                           | 13 | 11
          x t     | u_tt + u_xxxx                                        | 7  | 6
          """)
  void fewerComponentsGiveTheSame(String coordinates, String formulas, int separate, int carried) {
    Case built = problem(coordinates, formulas);
    int d = coordinates.split(" ").length;
    Network network = network(d, List.of());
    try (CompiledProblem collapsed = compile(built, network, JetComponents.COLLAPSED)) {
      assertThat(collapsed.summary().sets().getFirst().jets().get("main"))
          .isNotNull()
          .satisfies(jet -> {
            assertThat(jet.derivatives()).isEqualTo(separate);
            assertThat(jet.components()).hasSize(carried);
          });
    }
    same(built, network);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void embeddedNetworksGiveTheSame(int kind) {
    PeriodicEmbedding periodic = PeriodicEmbedding.of(Map.of(0, 2.0));
    FourierFeatures fourier = new FourierFeatures(9, 0.7, false, 5);
    List<List<Embedding>> kinds =
        List.of(List.of(periodic), List.of(fourier), List.of(periodic, fourier));
    same(problem("x t", "u_tt - 4*u_xx; v*(v_xx - v_tt/4)"), network(2, kinds.get(kind)));
    same(
        problem("x t", "u_t + u*u_x - 0.3*u_xx; v_t + v_x - 0.3*v_xx"),
        network(2, kinds.get(kind)));
  }

  @ParameterizedTest
  @ValueSource(longs = {401, 402, 403, 404, 405, 406, 407, 408, 409, 410})
  void randomCombinationsGiveTheSame(long seed) {
    RandomCases.Drawn drawn = RandomCases.draw(seed);
    same(drawn.problem(), drawn.networks());
  }

  private static void same(Case built, Network network) {
    same(built, List.of(network));
  }

  private static void same(Case built, List<Network> networks) {
    try (CompiledProblem collapsed =
            CompiledProblem.compile(built.problem(), networks, 1, JetComponents.COLLAPSED);
        CompiledProblem separate =
            CompiledProblem.compile(built.problem(), networks, 1, JetComponents.SEPARATE)) {
      double[] theta = collapsed.initialParameters(3);
      ResidualMap a = collapsed.bind(built.points());
      ResidualMap b = separate.bind(built.points());
      int n = a.blocks().rows();
      double[][] ofA = operations(a, theta, n);
      double[][] ofB = operations(b, theta, n);
      for (int k = 0; k < ofA.length; k++) {
        double largest = Arrays.stream(ofB[k]).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < ofA[k].length; i++) {
          assertThat(ofA[k][i]).as("%d, %d", k, i).isCloseTo(ofB[k][i], within(1e-12 * largest));
        }
      }
    }
  }

  /** Residuals, gradient, row norms, J v, Jᵀ w and the kernel. */
  private static double[][] operations(ResidualMap map, double[] theta, int n) {
    int p = map.parameters();
    SplittableRandom random = new SplittableRandom(2);
    double[] w = random.doubles(n, 0, 2).toArray();
    double[] v = random.doubles(p, -1, 1).toArray();
    double[] r = new double[n];
    double[] g = new double[p];
    double[] norms = new double[n];
    map.gradient(theta, w, null, g, r, norms);
    double[] jv = new double[n];
    map.jvp(theta, 1, v, jv);
    double[] jw = new double[p];
    map.vjp(theta, 1, w, jw);
    return new double[][] {r, g, norms, jv, jw, Kernels.whole(map, theta)};
  }
}
