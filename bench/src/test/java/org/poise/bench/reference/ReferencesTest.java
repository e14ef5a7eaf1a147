package org.poise.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  /**
   * The files in the repository are what the solvers give: {@code bench/write-references} was run.
   */
  @Test
  void filesHoldTheseSolutions() throws IOException {
    Map<String, ReferenceTable> tables =
        Map.of(
            "burgers", References.burgers(600),
            "kdv", References.kortewegDeVries(512, 4_000),
            "allen-cahn", References.allenCahn(4096, 1_000));
    for (Map.Entry<String, ReferenceTable> entry : tables.entrySet()) {
      Path directory = Path.of(Files.isDirectory(Path.of("problems")) ? "problems" : "../problems");
      List<String> file =
          Files.readAllLines(directory.resolve("reference/" + entry.getKey() + ".csv"));
      List<String> here = entry.getValue().csv().lines().toList();
      assertThat(file).hasSameSizeAs(here);
      for (int i = 1; i < file.size(); i++) {
        String[] a = file.get(i).split(",");
        String[] b = here.get(i).split(",");
        assertThat(a[0] + "," + a[1]).isEqualTo(b[0] + "," + b[1]);
        assertThat(Double.parseDouble(a[2])).isCloseTo(Double.parseDouble(b[2]), within(2e-7));
      }
    }
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
