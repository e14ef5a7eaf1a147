package org.poise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  @Test
  void aMatrixSolvedByHand() {
    double[][] a = {{2, 0, 0}, {1, 2, 0}, {0, 0, -5}};
    SymmetricEigen eigen = SymmetricEigen.of(3, (i, row) -> System.arraycopy(a[i], 0, row, 0, 3));
    assertThat(eigen.values()).containsExactly(new double[] {3, 1, -5}, offset(1e-15));
    double s = Math.sqrt(0.5);
    double sign = Math.signum(eigen.vectors()[0]);
    assertThat(eigen.vectors()[0]).isCloseTo(sign * s, offset(1e-15));
    assertThat(eigen.vectors()[1]).isCloseTo(sign * s, offset(1e-15));
    assertThat(Math.abs(eigen.vectors()[8])).isEqualTo(1);
  }

  /** The second difference: 2 − 2 cos(kπ/(n + 1)), k = 1 … n. */
  @Test
  void theSecondDifference() {
    int n = 200;
    double[] values =
        SymmetricEigen.values(
            n,
            (i, row) -> {
              java.util.Arrays.fill(row, 0, i, 0);
              row[i] = 2;
              if (i > 0) {
                row[i - 1] = -1;
              }
            });
    for (int k = 0; k < n; k++) {
      double exact = 2 - 2 * StrictMath.cos(Math.PI * (n - k) / (n + 1));
      assertThat(values[k]).isCloseTo(exact, offset(1e-13));
    }
  }

  @Test
  void vectorsAreOrthonormalAndBelongToTheirValues() {
    int n = 60;
    double[] a = new double[n * n];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i * n + j] = random.nextDouble(-1, 1);
        a[j * n + i] = a[i * n + j];
      }
    }
    SymmetricEigen eigen =
        SymmetricEigen.of(n, (i, row) -> System.arraycopy(a, i * n, row, 0, i + 1));
    assertThat(eigen.values())
        .containsExactly(
            SymmetricEigen.values(n, (i, row) -> System.arraycopy(a, i * n, row, 0, i + 1)),
            offset(1e-13));
    double[] v = eigen.vectors();
    for (int k = 0; k < n; k++) {
      for (int l = 0; l < n; l++) {
        assertThat(Dense.dot(n, v, k * n, v, l * n)).isCloseTo(k == l ? 1 : 0, offset(1e-13));
      }
      for (int i = 0; i < n; i++) {
        double product = Dense.dot(n, a, i * n, v, k * n);
        assertThat(product).isCloseTo(eigen.values()[k] * v[k * n + i], offset(1e-13));
      }
    }
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> SymmetricEigen.values(2, (i, row) -> row[i] = i == 1 ? Double.NaN : 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entry (1, 1)");
  }
}
