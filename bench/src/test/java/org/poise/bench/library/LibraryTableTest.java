package org.poise.bench.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTableTest {

  @Test
  void showsMedianAndSpreadOfTheSeedsThatAreThere(@TempDir Path root) throws IOException {
    Path file =
        LibraryFiles.all().stream()
            .filter(f -> f.endsWith("heat1d.yaml"))
            .findFirst()
            .orElseThrow();
    Files.createDirectories(root.resolve("problems"));
    Files.copy(file, root.resolve("problems/heat1d.yaml"));
    LibraryRuns runs = new LibraryRuns(root, root.resolve("runs"), 0.5, 2, List.of(1, 2, 3, 4));
    double[] errors = {3e-4, 1e-4, 2e-4};
    for (int seed = 1; seed <= 3; seed++) {
      Path summary = runs.summary(root.resolve("problems/heat1d.yaml"), seed);
      Files.createDirectories(summary.getParent());
      Files.writeString(
          summary,
          "{\"outcome\": \"completed\", \"steps\": %d, \"seconds\": 12.4, \"parameters\": 1297, \"version\": \"0.1.0\", \"errors\": {\"u\": {\"relL2\": %s, \"max\": 1}}}"
              .formatted(100 * seed, errors[seed - 1]));
    }
    String page = LibraryTable.page(runs);
    assertThat(page)
        .contains("at most 30 seconds")
        .contains("./poise train problems/NAME.yaml --set stop.minutes=0.5 --seed SEED --threads 2")
        .contains(
            "| [heat1d](../problems/heat1d.yaml) | [arXiv:2302.13163](https://arxiv.org/abs/2302.13163) | u "
                + "| 2.0e-04 (1.0e-04 to 3.0e-04) | 3 | 200 | 12 | 1297 |");
  }
}
