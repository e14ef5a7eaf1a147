package org.poise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DenseTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 64, 101})
  void dotAgreesWithDecimalArithmetic(int n) {
    RandomGenerator random = Streams.of(n, Streams.Purpose.PROBES, 0);
    double[] x = random.doubles(n + 2).toArray();
    double[] y = random.doubles(n + 3).toArray();
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      sum = sum.add(new BigDecimal(x[i + 2]).multiply(new BigDecimal(y[i + 3])));
    }
    assertThat(Dense.dot(n, x, 2, y, 3)).isCloseTo(sum.doubleValue(), within(1e-15 * (n + 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 13})
  void axpyAddsWithinItsRange(int n) {
    double[] x = new double[n + 1];
    double[] y = new double[n + 2];
    for (int i = 0; i < n; i++) {
      x[i + 1] = i;
      y[i + 1] = 100;
    }
    Dense.axpy(n, 2, x, 1, y, 1);
    for (int i = 0; i < n; i++) {
      assertThat(y[i + 1]).isEqualTo(100 + 2.0 * i);
    }
    assertThat(y[0]).isZero();
    assertThat(y[n + 1]).isZero();
  }
}
