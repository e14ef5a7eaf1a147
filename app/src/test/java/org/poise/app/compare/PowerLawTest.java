package org.poise.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class PowerLawTest {
  @Test
  void findsTheExponentOfALaw() {
    double[] x = {10, 100, 500};
    double[] y = {3 / Math.sqrt(10), 3 / 10.0, 3 / Math.sqrt(500)};
    assertThat(PowerLaw.exponent(x, y)).isCloseTo(-0.5, offset(1e-14));
    // Three points of which the middle one does not lie on the line through the others.
    assertThat(PowerLaw.exponent(new double[] {1, 10, 100}, new double[] {1, 1000, 100}))
        .isCloseTo(1, offset(1e-14));
  }

  @Test
  void oneWidthHasNoExponent() {
    assertThat(PowerLaw.exponent(new double[] {10}, new double[] {2})).isNaN();
  }
}
