package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SineModesTest {
  private static final int N = 32;
  private static final SineModes GRID = new SineModes(N);

  /** Sums over a period of 32 products of sines: a few roundings. */
  private static final double TOLERANCE = 1e-13;

  @Test
  void amplitudesAreThoseOfASum() {
    double[] r = new double[N + 3];
    for (int j = 0; j < N; j++) {
      double x = -5 + 10 * (j + 0.5) / N;
      r[3 + j] =
          0.5 - 2 * StrictMath.sin(Math.PI * x / 5) + 0.25 * StrictMath.sin(Math.PI * 3 * x / 5);
    }
    assertThat(GRID.amplitude(1, r, 3)).isCloseTo(2, within(TOLERANCE));
    assertThat(GRID.amplitude(2, r, 3)).isCloseTo(0, within(TOLERANCE));
    assertThat(GRID.amplitude(3, r, 3)).isCloseTo(0.25, within(TOLERANCE));
  }

  /** K = 6 s_1 s_1ᵀ/‖s_1‖² + 2 s_5 s_5ᵀ/‖s_5‖² has these eigenvalues, and the mean 8/n. */
  @Test
  void responsesAreEigenvaluesOverTheirMean() {
    int start = 2;
    int rows = N + start;
    double[] kernel = new double[rows * rows];
    double[] first = GRID.mode(1);
    double[] fifth = GRID.mode(5);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        kernel[(start + i) * rows + start + j] =
            (6 * first[i] * first[j] + 2 * fifth[i] * fifth[j]) * 2 / N;
      }
    }
    kernel[0] = 1e6;
    assertThat(GRID.response(1, kernel, rows, start)).isCloseTo(6 * N / 8.0, within(1e-12));
    assertThat(GRID.response(5, kernel, rows, start)).isCloseTo(2 * N / 8.0, within(1e-12));
    assertThat(GRID.response(2, kernel, rows, start)).isCloseTo(0, within(1e-12));
  }
}
