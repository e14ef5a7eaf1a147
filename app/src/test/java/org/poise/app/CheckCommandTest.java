package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir private Path directory;

  @Test
  void showsTermsJetsAndFigures() throws IOException {
    Cli cli = Cli.run("check", Cli.heat(directory), "--threads", 1);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("Heat in a rod", "u_t - k * u_xx", "parameters")
        .containsPattern("inside +main +4 +");
  }

  @Test
  void jsonCountsRowsAndParameters() throws IOException {
    Cli cli = Cli.run("check", Cli.heat(directory), "--json", "--threads", 1);
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.path("rows").asLong()).isEqualTo(60);
    // 2×8 + 8, 8×8 + 8, 8×1 + 1
    assertThat(json.path("parameters").asLong()).isEqualTo(24 + 72 + 9);
    assertThat(json.path("kernelBytes").asLong()).isEqualTo(8 * 60 * 60);
    assertThat(json.path("kernelBytes").isIntegralNumber()).isTrue();
    assertThat(json.path("blocks")).hasSize(4);
    assertThat(json.path("pointSets").get(0).path("jets").path("main")).hasSize(4);
  }

  @Test
  void overridesReachTheFile() throws IOException {
    Cli cli =
        Cli.run("check", Cli.heat(directory), "--set", "networks.main.mlp.width=16", "--json");
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.path("parameters").asLong()).isEqualTo(48 + 272 + 17);
  }

  @Test
  void missingFileIsNamed() {
    Cli cli = Cli.run("check", directory.resolve("none.yaml"));
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("none.yaml").hasLineCount(1);
  }
}
