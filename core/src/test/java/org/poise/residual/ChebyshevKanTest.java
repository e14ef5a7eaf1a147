package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poise.network.ChebyshevKan;
import org.poise.network.Initializer;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.Tensor;
import org.poise.problem.PointSet;

/** Chebyshev networks by hand: values, derivatives, gradients and first coefficients. */
class ChebyshevKanTest {
  private static Network network(ChebyshevKan kan, Initializer initializer) {
    return new Network("main", List.of("u"), kan, initializer, Normalization.none(1));
  }

  private static Case problem() {
    return new Case(List.of("x"), List.of("u"), -1, 1)
        .points("inside", new PointSet.Interior(), new double[] {0})
        .equation("value", "inside", "u")
        .equation("first", "inside", "u_x")
        .equation("second", "inside", "u_xx");
  }

  /**
   * One unit, D = 2, at x = 0, where T(tanh x) = (1, 0, −1), T' = (0, 1, 0) and T'' = (0, 0, 4).
   * With c_0 = c_2 the unit is h = 0 too, with h' = c_1, h'' = 4c_2, so that u = a_0 − a_2, u_x =
   * a_1 c_1, u_xx = 4 a_1 c_2 + 4 a_2 c_1².
   */
  @Test
  void aUnitOfDegreeTwoIsKnownByHand() {
    double[] c = {0.5, 2, 0.5};
    double[] a = {3, 1.5, 0.25};
    double[] theta = {c[0], c[1], c[2], a[0], a[1], a[2]};
    Network network = network(new ChebyshevKan(List.of(1), 2), Initializer.GLOROT_NORMAL);
    Case built = problem();
    try (CompiledProblem compiled = built.compile(List.of(network), 1)) {
      ResidualMap map = compiled.bind(built.points());
      double[] r = new double[3];
      double[] norms = new double[3];
      map.gradient(theta, new double[3], null, new double[6], r, norms);
      assertThat(r)
          .containsExactly(a[0] - a[2], a[1] * c[1], 4 * a[1] * c[2] + 4 * a[2] * c[1] * c[1]);
      double[] jacobian = new double[18];
      map.jacobian(
          theta,
          (first, rows, columns, values) ->
              System.arraycopy(values, 0, jacobian, first * columns, rows * columns));
      // ∂u/∂h = a_1, and h_θ = (1, 0, −1) for c.
      assertThat(Arrays.copyOf(jacobian, 6)).containsExactly(a[1], 0, -a[1], 1, 0, -1);
      // u_x = P'(h) h': P'' = 4 a_2 by h, a_1 by h'; for a: (0, h', 4h h').
      double slope = 4 * a[2] * c[1];
      assertThat(Arrays.copyOfRange(jacobian, 6, 12))
          .containsExactly(slope, a[1], -slope, 0, c[1], 0);
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int i = 0; i < 6; i++) {
          sum += jacobian[6 * j + i] * jacobian[6 * j + i];
        }
        assertThat(norms[j]).isCloseTo(sum, within(1e-14 * sum));
      }
    }
  }

  /** Published: variance 2/((in + out)(D + 1)) of the coefficients. */
  @ParameterizedTest
  @CsvSource({
    "GLOROT_NORMAL, 0.004166666666666667",
    "GLOROT_UNIFORM, 0.004166666666666667",
    "LECUN_NORMAL, 0.004166666666666667",
    "LECUN_UNIFORM, 0.004166666666666667",
    "NTK, 1"
  })
  void coefficientsStartWithTheVarianceOfTheInitializer(Initializer initializer, double variance) {
    Network network = network(ChebyshevKan.of(2, 40, 5), initializer);
    try (CompiledProblem compiled = problem().compile(List.of(network), 1)) {
      double[] theta = compiled.initialParameters(3);
      // 40 + 40 inputs and outputs, or 40 inputs, and 6 functions.
      Tensor weight = compiled.layout().tensor("main.1.weight");
      assertThat(weight.rows()).isEqualTo(240);
      double squares = 0;
      for (int i = 0; i < weight.size(); i++) {
        squares += theta[weight.offset() + i] * theta[weight.offset() + i];
      }
      // Five standard errors of 9600 squares of normal numbers; uniform ones spread less.
      double error = 5 * Math.sqrt(2.0 / weight.size());
      assertThat(squares / weight.size() / variance).isCloseTo(1, within(error));
    }
  }

  @Test
  void degreesAndWidthsAreChecked() {
    assertThatThrownBy(() -> ChebyshevKan.of(2, 8, 51))
        .hasMessage("degree must be between 1 and 50, not 51");
    assertThatThrownBy(() -> new ChebyshevKan(List.of(), 3)).hasMessageContaining("hidden layer");
    assertThatThrownBy(() -> new ChebyshevKan(List.of(50_000_000), 3))
        .hasMessageContaining("widths must be");
  }
}
