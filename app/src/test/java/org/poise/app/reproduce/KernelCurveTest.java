package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.training.History;

class KernelCurveTest {
  private static final History SPECTRA =
      new History(
          List.of("step", "kernel.1", "kernel.2", "kernel.8", "kernel.20", "weighted.1"),
          List.of(
              new double[] {0, 8, 4, 1, 2e-10, 77},
              new double[] {5, 8, 4, 1, Double.NaN, 77},
              new double[] {9, 8, 4, 1e-10, Double.NaN, 77}));

  @Test
  void takesTheEigenvaluesOfTheKernelInTheirPlaces() {
    KernelCurve curve = KernelCurve.of(SPECTRA, 0);
    assertThat(curve.index()).containsExactly(1, 2, 8, 20);
    assertThat(curve.values()).containsExactly(8, 4, 1, 2e-10);
    assertThat(curve.relative().values()).containsExactly(1, 0.5, 0.125, 2.5e-11);
  }

  /** The curve is 8/k from 1 to 8, which a straight line in logarithms gives back. */
  @Test
  void interpolatesPowerLawsExactly() {
    KernelCurve curve = KernelCurve.of(SPECTRA, 1);
    for (int k = 1; k <= 8; k++) {
      assertThat(curve.fall(k)).as("λ_1/λ_%d", k).isCloseTo(k, within(1e-13 * k));
    }
  }

  @Test
  void roundingIsNoEigenvalue() {
    assertThat(KernelCurve.of(SPECTRA, 0).fall(20)).isInfinite();
    assertThat(KernelCurve.of(SPECTRA, 1).fall(19)).isInfinite();
    assertThat(KernelCurve.of(SPECTRA, 2).fall(8)).isInfinite();
    assertThat(KernelCurve.of(SPECTRA, 2).fall(2)).isEqualTo(2);
  }
}
