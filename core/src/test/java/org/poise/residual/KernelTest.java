package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.poise.network.Activation;
import org.poise.network.ChebyshevKan;
import org.poise.network.Factorization;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.ResidualNetwork;
import org.poise.problem.PointSet;

/** The kernel against J Jᵀ of the Jacobian, where layers are formed in both ways, and in panels. */
class KernelTest {
  /**
   * A coupled system with a pair, a coefficient, and networks of which not every term uses both.
   */
  private static Case system(int inside) {
    SplittableRandom random = new SplittableRandom(7);
    double[] pairs = random.doubles(2 * 40, -1, 1).toArray();
    for (int p = 0; p < 40; p++) {
      pairs[2 * p] = -1;
    }
    return new Case(List.of("x", "t"), List.of("u", "v"), -1, 1)
        .coefficient("c", 0.7)
        .points("inside", new PointSet.Interior(), random.doubles(2L * inside, -1, 1).toArray())
        .points("sides", new PointSet.Periodic(0), pairs)
        .equation("first", "inside", "u_t - c*u_xx + v")
        .equation("second", "inside", "v_t + u*v_x")
        .equation("jump", "sides", "jump(u) + jump(v_x)")
        .equation("alone", "inside", "v - t");
  }

  private static List<Network> networks(int first, int second) {
    Normalization normalization = new Normalization(new double[] {0.1, 0}, new double[] {1, 0.5});
    return List.of(
        network("first", "u", new Mlp(List.of(first, first), Activation.TANH), normalization),
        network("second", "v", new Mlp(List.of(second), Activation.SIN), normalization));
  }

  private static Network network(String name, String field, Mlp mlp, Normalization normalization) {
    return new Network(name, List.of(field), mlp, Initializer.NTK, normalization);
  }

  @Test
  void wideAndNarrowLayersAgreeWithTheJacobian() {
    agreesWithTheJacobian(system(50), networks(70, 6), 1e-14);
  }

  private static void agreesWithTheJacobian(Case built, List<Network> networks, double tolerance) {
    try (CompiledProblem compiled = built.compile(networks, 2)) {
      ResidualMap map = compiled.bind(built.points());
      double[] theta = compiled.initialParameters(3);
      int n = map.blocks().rows();
      int p = map.parameters();
      // The hidden layers alone would take n²p operations and more as gradients.
      assertThat(compiled.summary().kernelOperations()).isLessThan(0.5 * n * n * p);
      double[] jacobian = Kernels.jacobian(map, theta);
      double[] kernel = Kernels.whole(map, theta);
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          double product = 0;
          double size = 0;
          for (int i = 0; i < p; i++) {
            product += jacobian[j * p + i] * jacobian[k * p + i];
            size += Math.abs(jacobian[j * p + i] * jacobian[k * p + i]);
          }
          assertThat(kernel[j * n + k]).isCloseTo(product, offset(tolerance * size));
        }
      }
    }
  }

  /** Gated and residual layers and factored weights, wide enough for the Gram form of each. */
  @Test
  void wideArchitecturesAgreeWithTheJacobian() {
    Case built = system(20);
    Network gated = networks(1, 1).getFirst();
    List<Network> networks =
        List.of(
            gated
                .withArchitecture(new ModifiedMlp(2, 50, Activation.TANH))
                .withFactorization(Factorization.standard()),
            networks(1, 1)
                .getLast()
                .withArchitecture(
                    ResidualNetwork.of(2, 60, Activation.SIN, List.of(0.5), List.of(0.0))));
    // Entries of J are sums over channels that cancel in part, more of them than in an MLP.
    agreesWithTheJacobian(built, networks, 1e-13);
  }

  /** Layers without a bias, plain and factored, and frequencies, wide enough for the Gram form. */
  @Test
  void wideExpansionsAgreeWithTheJacobian() {
    Case built = system(20);
    List<Network> networks =
        List.of(
            networks(1, 1)
                .getFirst()
                .withArchitecture(ChebyshevKan.of(2, 60, 3))
                .withFactorization(Factorization.standard()),
            networks(1, 1)
                .getLast()
                .withArchitecture(ChebyshevKan.of(1, 40, 4))
                .withEmbeddings(List.of(new FourierFeatures(25, 1, true, 2))));
    agreesWithTheJacobian(built, networks, 1e-13);
  }

  @Test
  void panelsFollowEachOtherAndHaveTheSameBitsOnAnyNumberOfThreads() {
    Case built = system(1000);
    double[] one = kernel(built, 1);
    assertThat(kernel(built, 3)).isEqualTo(one);
  }

  /** Checks the panels on the way; there is more than one, since they hold 2²² entries. */
  private static double[] kernel(Case built, int threads) {
    try (CompiledProblem compiled = built.compile(networks(10, 5), threads)) {
      ResidualMap map = compiled.bind(built.points());
      double[] theta = compiled.initialParameters(3);
      int n = map.blocks().rows();
      double[] norms = new double[n];
      map.gradient(theta, new double[n], null, new double[theta.length], new double[n], norms);
      int[] next = {0, 0};
      map.kernel(
          theta,
          (first, rows, columns, values) -> {
            assertThat(first).isEqualTo(next[0]);
            assertThat(columns).isEqualTo(first + rows);
            for (int j = 0; j < rows; j++) {
              double norm = norms[first + j];
              assertThat(values[j * columns + first + j]).isCloseTo(norm, offset(1e-13 * norm));
            }
            next[0] += rows;
            next[1]++;
          });
      assertThat(next[0]).isEqualTo(n);
      assertThat(next[1]).isGreaterThan(1);
      return Kernels.whole(map, theta);
    }
  }
}
