package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.training.History;

class KeptSpectrumTest {
  private static final History SPECTRA =
      new History(
          List.of("step", "kernel.1", "kernel.2", "kernel.10", "weighted.1"),
          List.of(new double[] {0, 9, 5, 1, 90}, new double[] {50, 8, 4, Double.NaN, 80}));

  @Test
  void holdsTheEigenvaluesOfTheKernelAlone() {
    KeptSpectrum first = KeptSpectrum.first(SPECTRA);
    assertThat(first.index()).containsExactly(1, 2, 10);
    assertThat(first.values()).containsExactly(9, 5, 1);
    assertThat(KeptSpectrum.last(SPECTRA).values()).containsExactly(8, 4, Double.NaN);
  }
}
