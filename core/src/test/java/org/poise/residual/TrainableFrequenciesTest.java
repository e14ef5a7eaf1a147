package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.network.Activation;
import org.poise.network.Embedding;
import org.poise.network.Factorization;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.network.Tensor;
import org.poise.problem.PointSet;

/** Trainable frequencies against those that stay. */
class TrainableFrequenciesTest {
  private static Network network(boolean periodic, boolean trainable) {
    Embedding fourier = new FourierFeatures(11, 1.5, trainable, 4);
    Embedding period = PeriodicEmbedding.of(Map.of(0, 2.0));
    return new Network(
            "main",
            List.of("u"),
            Mlp.of(2, 9, Activation.TANH),
            Initializer.NTK,
            new Normalization(new double[] {0.2, -0.1}, new double[] {0.9, 1.3}))
        .withEmbeddings(periodic ? List.of(period, fourier) : List.of(fourier))
        .withFactorization(Factorization.standard());
  }

  /**
   * They start as the others, draw the same layers, compute the same function, and add columns to
   * the Jacobian.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theyStartAsFixedOnesAndAddTheirColumns(boolean periodic) {
    double[] x = new SplittableRandom(5).doubles(24, -1, 1).toArray();
    Case built =
        new Case(List.of("x", "t"), List.of("u"), -1, 1)
            .points("inside", new PointSet.Interior(), x)
            .equation("e", "inside", "u_t - u*u_xx + u_xxxx/100");
    double[][] jacobians = new double[2][];
    double[][] norms = new double[2][12];
    double[][] thetas = new double[2][];
    for (int k = 0; k < 2; k++) {
      Network network = network(periodic, k == 1);
      try (CompiledProblem compiled = built.compile(List.of(network), 1)) {
        ResidualMap map = compiled.bind(built.points());
        double[] theta = compiled.initialParameters(4);
        int p = theta.length;
        double[] jacobian = new double[12 * p];
        map.jacobian(
            theta,
            (first, rows, columns, values) ->
                System.arraycopy(values, 0, jacobian, first * columns, rows * columns));
        map.gradient(theta, new double[12], null, new double[p], new double[12], norms[k]);
        jacobians[k] = jacobian;
        thetas[k] = theta;
        if (k == 1) {
          Tensor b = compiled.layout().tensor("main.embedding.frequencies");
          assertThat(b.offset()).isZero();
          assertThat(b.columns()).isEqualTo(11);
          assertThat(Arrays.copyOf(theta, b.size()))
              .isEqualTo(new FourierFeatures(11, 1.5, true, 4).frequencies("main", b.rows()));
        }
      }
    }
    int more = thetas[1].length - thetas[0].length;
    assertThat(Arrays.copyOfRange(thetas[1], more, thetas[1].length)).isEqualTo(thetas[0]);
    for (int j = 0; j < 12; j++) {
      double[] fixed = row(jacobians[0], j, thetas[0].length);
      double[] trained = row(jacobians[1], j, thetas[1].length);
      double largest = Arrays.stream(fixed).map(Math::abs).max().orElseThrow();
      double added = 0;
      for (int i = 0; i < trained.length; i++) {
        if (i < more) {
          added += trained[i] * trained[i];
        } else {
          // The jets of the features are added up in another order where inputs are affine.
          assertThat(trained[i]).isCloseTo(fixed[i - more], within(1e-12 * largest));
        }
      }
      assertThat(added).isPositive();
      assertThat(norms[1][j]).isCloseTo(norms[0][j] + added, within(1e-11 * norms[1][j]));
    }
  }

  private static double[] row(double[] jacobian, int j, int p) {
    return Arrays.copyOfRange(jacobian, j * p, (j + 1) * p);
  }
}
