package org.poise.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReferencesTest {

  @Test
  void kortewegDeVriesDoesNotChangeWithTheResolution() {
    ReferenceTable coarse = References.kortewegDeVries(256, 2_000);
    ReferenceTable fine = References.kortewegDeVries(512, 4_000);
    assertThat(coarse.distance(fine)).isLessThan(1e-7);
  }

  @Test
  void allenCahnDoesNotChangeWithTheResolution() {
    ReferenceTable coarse = References.allenCahn(2048, 500);
    ReferenceTable fine = References.allenCahn(4096, 1_000);
    // The first rows after the start still carry the kink; the others converge to the error of the
    // time steps.
    assertThat(coarse.distance(fine)).isLessThan(1e-5);
    assertThat(coarse.values()[100]).containsExactly(fine.values()[100], within(1e-7));
  }

  @Test
  void theCoefficientsOfSquareCosineSumToTheFunction() {
    FourierSeries series = References.squareCosine(1 << 14);
    for (double x : new double[] {0, 0.13, -0.5, 0.77}) {
      assertThat(series.value(x)).isCloseTo(x * x * Math.cos(Math.PI * x), within(1e-7));
    }
    // At the kink convergence is that of Σ 1/n².
    assertThat(series.value(1)).isCloseTo(-1, within(1e-4));
  }

  @Test
  void csvReadsBackToTheSameBits() {
    double[] x = ReferenceTable.grid(-1, 1, 3);
    ReferenceTable table =
        new ReferenceTable(x, new double[] {0.1}, new double[][] {{1.0 / 3, -2e-17, 0}});
    String[] lines = table.csv().split("\n");
    assertThat(lines).hasSize(4);
    assertThat(lines[0]).isEqualTo("x,t,u");
    assertThat(Double.parseDouble(lines[1].split(",")[2])).isEqualTo(1.0 / 3);
    assertThat(Double.parseDouble(lines[2].split(",")[2])).isEqualTo(-2e-17);
  }
}
