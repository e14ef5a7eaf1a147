package org.poise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanczosTest {
  private static Lanczos diagonal(double[] d, double tolerance, int most) {
    return Lanczos.largest(
        d.length,
        (x, y) -> {
          for (int i = 0; i < d.length; i++) {
            y[i] = d[i] * x[i];
          }
        },
        tolerance,
        most);
  }

  @Test
  void oneAndTwoRows() {
    assertThat(diagonal(new double[] {5}, 1e-12, 10)).isEqualTo(new Lanczos(5, 0, 1));
    assertThat(diagonal(new double[] {2, 7}, 1e-12, 10).largest()).isCloseTo(7, offset(1e-14));
    assertThat(diagonal(new double[] {0, 0, 0}, 1e-12, 10).largest()).isZero();
  }

  /** 2 − 2 cos(kπ/(n + 1)), whose largest values lie close together. */
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 80})
  void theErrorBoundHolds(int most) {
    int n = 300;
    Lanczos found =
        Lanczos.largest(
            n,
            (x, y) -> {
              for (int i = 0; i < n; i++) {
                double left = i > 0 ? x[i - 1] : 0;
                double right = i + 1 < n ? x[i + 1] : 0;
                y[i] = 2 * x[i] - left - right;
              }
            },
            1e-10,
            most);
    double nearest = Double.POSITIVE_INFINITY;
    for (int k = 1; k <= n; k++) {
      double eigenvalue = 2 - 2 * StrictMath.cos(k * Math.PI / (n + 1));
      nearest = Math.min(nearest, Math.abs(eigenvalue - found.largest()));
    }
    assertThat(nearest).isLessThanOrEqualTo(found.error() + 1e-14);
    assertThat(found.largest()).isLessThanOrEqualTo(4);
    assertThat(found.products()).isEqualTo(most);
    assertThat(found.error()).isPositive();
  }

  @Test
  void endsAtTheTolerance() {
    double[] d = new double[1000];
    for (int i = 0; i < d.length; i++) {
      d[i] = 100 / (1.0 + i);
    }
    Lanczos found = diagonal(d, 1e-6, 100);
    assertThat(found.largest()).isCloseTo(100, offset(1e-4));
    assertThat(found.error()).isLessThan(1e-4);
    assertThat(found.products()).isLessThan(20);
  }
}
