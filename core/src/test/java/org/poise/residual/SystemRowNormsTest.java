package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poise.network.Activation;
import org.poise.network.Factorization;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.problem.PointSet;

/** Row norms of systems whose equations share gradients of outputs, beside whole sweeps. */
class SystemRowNormsTest {
  private static final int POINTS = 37;

  /** The equations. */
  enum System {
    FLOW(
        "u*u_x + v*u_y + p_x - (u_xx + u_yy)/40",
        "u*v_x + v*v_y + p_y - (v_xx + v_yy)/40",
        "u_x + v_y"),
    ELASTICITY("3*u_xx + u_yy + 2*v_xy - p", "v_xx + 3*v_yy + 2*u_xy", "u_x + v_y - p"),
    ROTATION("u_x + v_y", "v_x - u_y", "p_y - u*v"),
    VALUES("u - x", "u*y + 1", "v");

    private final List<String> residuals;

    System(String... residuals) {
      this.residuals = List.of(residuals);
    }
  }

  /** Networks that are chains of layers. */
  enum Kind {
    PLAIN,
    SHALLOW,
    FACTORED,
    EMBEDDED,
    APART;

    /** One network for u, v and p, or p in one of its own. */
    List<Network> networks() {
      return this == APART
          ? List.of(network("main", "u", "v"), network("other", "p"))
          : List.of(network("main", "u", "v", "p"));
    }

    private Network network(String name, String... fields) {
      int layers = this == SHALLOW ? 1 : 3;
      Network plain =
          new Network(
              name,
              List.of(fields),
              Mlp.of(layers, 11, Activation.TANH),
              Initializer.GLOROT_NORMAL,
              Normalization.none(2));
      return new Network(
          plain.name(),
          plain.fields(),
          plain.architecture(),
          plain.initializer(),
          plain.normalization(),
          this == EMBEDDED ? List.of(PeriodicEmbedding.of(Map.of(0, 2.0))) : List.of(),
          this == FACTORED ? new Factorization(1, 0.1) : null,
          null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalThoseOfTheJacobian(System system) {
    for (Kind kind : Kind.values()) {
      for (int threads = 1; threads <= 2; threads++) {
        check(system, kind, threads);
      }
    }
  }

  private static void check(System system, Kind kind, int threads) {
    SplittableRandom random = new SplittableRandom(5);
    Case problem = new Case(List.of("x", "y"), List.of("u", "v", "p"), -1, 1);
    problem.points("inside", new PointSet.Interior(), random.doubles(2L * POINTS, -1, 1).toArray());
    for (int e = 0; e < system.residuals.size(); e++) {
      problem.equation("e" + e, "inside", system.residuals.get(e));
    }
    String text = system + ", " + kind;
    try (CompiledProblem compiled = problem.compile(kind.networks(), threads)) {
      ResidualMap map = compiled.bind(problem.points());
      int n = map.blocks().rows();
      int p = map.parameters();
      double[] theta = compiled.initialParameters(3);
      double[] jacobian = new double[n * p];
      map.jacobian(
          theta,
          (row, rows, columns, values) ->
              java.lang.System.arraycopy(values, 0, jacobian, row * columns, rows * columns));
      double[] w = random.doubles(n, 0, 2).toArray();
      double[] norms = new double[n];
      double[] r = new double[n];
      double[] g = new double[p];
      map.gradient(theta, w, null, g, r, norms);
      double[] expected = new double[p];
      for (int j = 0; j < n; j++) {
        double norm = 0;
        for (int i = 0; i < p; i++) {
          norm += jacobian[j * p + i] * jacobian[j * p + i];
          expected[i] += jacobian[j * p + i] * w[j] * r[j];
        }
        assertThat(norms[j]).as("norm %d of %s", j, text).isCloseTo(norm, within(1e-12 * norm));
      }
      double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < p; i++) {
        assertThat(g[i]).as("%d of %s", i, text).isCloseTo(expected[i], within(1e-13 * largest));
      }
    }
  }
}
