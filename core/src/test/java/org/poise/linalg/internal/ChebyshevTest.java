package org.poise.linalg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.jet.MultiIndex;
import org.poise.testing.Taylor;

/** T_n(tanh z) and its derivatives. */
class ChebyshevTest {
  private static final int ORDER = 5;

  /** With t = tanh z and s = 1 − t²: T_2 = 2t² − 1, then 4ts, and 4s(s − 2t²). */
  @Test
  void theSecondIsKnownByHand() {
    double t = 0.5;
    double[] w = {t, 0, 0, 0};
    Ops.OPS.chebyshev(2, 2, 1, w, 0, 1, 1);
    assertThat(w).containsExactly(t, -0.5, 1.5, 0.75);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 12, 50})
  void derivativesAgreeWithSixtyDigits(int degree) {
    double[] arguments = {0, 1e-9, -0.01, 0.3, -0.7, 1, 1.9, -3.2, 5, -9, 17};
    for (double z : arguments) {
      double[] w = {z, Elementary.tanh(z), 0, 0, 0, 0, 0, 0};
      new ScalarOps().chebyshev(degree, ORDER, 1, w, 1, 2, 1);
      Taylor exact = exact(degree, z);
      for (int k = 0; k <= ORDER; k++) {
        double expected = exact.derivative(MultiIndex.of(k)).doubleValue();
        // An order brings a factor n; the rounding of tanh z counts T' ≤ n² times in the value.
        double tolerance = 2e-16 * degree * StrictMath.pow(degree + 1, Math.max(1, k));
        assertThat(w[2 + k])
            .as("derivative %d of T_%d(tanh z) at %s", k, degree, z)
            .isCloseTo(expected, within(tolerance));
      }
    }
  }

  /** By the recurrence, with the arithmetic of Taylor polynomials. */
  private static Taylor exact(int degree, double z) {
    Taylor one = Taylor.constant(1, ORDER, BigDecimal.ONE);
    Taylor e = Taylor.coordinate(1, ORDER, 0, new BigDecimal(z)).times(new BigDecimal(-2)).exp();
    Taylor t = one.plus(e.times(BigDecimal.ONE.negate())).times(one.plus(e).reciprocal());
    Taylor before = one;
    Taylor value = t;
    for (int d = 1; d < degree; d++) {
      Taylor next =
          t.times(value).times(BigDecimal.TWO).plus(before.times(BigDecimal.ONE.negate()));
      before = value;
      value = next;
    }
    return value;
  }
}
