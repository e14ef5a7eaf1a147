package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  /** Sums of a few hundred rounded logarithms. */
  private static final double ROUNDING = 1e-13;

  /** Losses whose increments of the logarithm are given for the last half; the first half jumps. */
  private static double[] losses(double... increments) {
    int first = increments.length + 1;
    double[] losses = new double[2 * increments.length + 2];
    for (int i = 0; i < first; i++) {
      losses[i] = i % 2 == 0 ? 100 : 1;
    }
    losses[first] = 1;
    for (int i = 0; i < increments.length; i++) {
      losses[first + 1 + i] = losses[first + i] * StrictMath.exp(increments[i]);
    }
    return losses;
  }

  @Test
  void aSmoothFallIsSteadyHoweverFast() {
    Steadiness slow = Steadiness.ofLastHalf(losses(-0.1, -0.1, -0.1, -0.1));
    Steadiness fast = Steadiness.ofLastHalf(losses(-2, -2, -2, -2));
    assertThat(slow.deviation()).isCloseTo(0, within(ROUNDING));
    assertThat(fast.deviation()).isCloseTo(0, within(ROUNDING));
    assertThat(fast.rises()).isZero();
  }

  @Test
  void zigzagsCountByTheirDifferences() {
    // Differences 3, −3, 3 of the increments: √(27 / 6).
    Steadiness zigzag = Steadiness.ofLastHalf(losses(-2, 1, -2, 1));
    assertThat(zigzag.deviation()).isCloseTo(Math.sqrt(4.5), within(ROUNDING));
    assertThat(zigzag.rises()).isEqualTo(0.5);
  }

  @Test
  void independentIncrementsGiveTheirStandardDeviation() {
    Random random = new Random(5);
    double[] increments = random.doubles(20_000, -0.21, 0.19).toArray();
    // Uniform numbers of a width of 0.4. The relative error of the estimate is about 1/√20,000.
    double expected = 0.4 / Math.sqrt(12);
    assertThat(Steadiness.ofLastHalf(losses(increments)).deviation())
        .isCloseTo(expected, within(0.03 * expected));
    assertThat(Steadiness.ofLastHalf(losses(increments)).rises()).isCloseTo(0.475, within(0.015));
  }

  @Test
  void fewLossesSayNothing() {
    assertThatThrownBy(() -> Steadiness.ofLastHalf(new double[] {4, 3, 2, 1}))
        .hasMessage("needs five losses or more, not 4");
    assertThat(Steadiness.ofLastHalf(new double[] {9, 9, 4, 2, 1}).deviation())
        .isCloseTo(0, within(ROUNDING));
  }
}
