package org.poise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.experiment.ProblemFile;

class HeatInJavaTest {
  @TempDir private Path parent;

  @Test
  void isTheClassOfThePage() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/poise/examples/HeatInJava.java"));
    String page = Files.readString(Path.of("../docs/java.md"));
    String code = source.substring(source.indexOf("import "));
    assertThat(page).contains("```java\n" + code + "```\n");
  }

  @Test
  void trainsEvaluatesAndLeavesARunDirectory() throws IOException {
    Path directory = parent.resolve("heat");
    double[] values = HeatInJava.solve(directory, 300);

    JsonNode summary = new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
    assertThat(summary.path("steps").asInt()).isEqualTo(300);
    assertThat(summary.path("errors").path("u").path("relL2").asDouble()).isLessThan(0.5);
    assertThat(ProblemFile.read(directory.resolve("problem.yaml")).problem())
        .isEqualTo(HeatInJava.problem());
    // By symmetry the flux vanishes in the middle, where u is largest.
    double decay = Math.exp(-0.1 * Math.PI * Math.PI * 0.5);
    assertThat(values[0]).isCloseTo(decay * Math.sqrt(0.5), Offset.offset(0.2));
    assertThat(values[2]).isCloseTo(decay, Offset.offset(0.2));
    assertThat(values[1]).isNegative().isLessThan(values[3] - 0.05);
  }
}
