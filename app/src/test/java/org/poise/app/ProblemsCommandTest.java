package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemsCommandTest {
  @TempDir private Path home;

  @BeforeEach
  void install() throws IOException {
    Cli.heat(Files.createDirectories(home.resolve("problems")));
    System.setProperty("poise.home", home.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("poise.home");
  }

  @Test
  void listsNameTitleAndSource() {
    Cli cli = Cli.run("problems");
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).containsPattern("heat +Heat in a rod +doi:10");
  }

  @Test
  void listsForMachines() throws IOException {
    JsonNode json = new ObjectMapper().readTree(Cli.run("problems", "--json").out());
    assertThat(json).hasSize(1);
    assertThat(json.get(0).path("name").asText()).isEqualTo("heat");
    assertThat(Path.of(json.get(0).path("file").asText())).isRegularFile();
  }

  @Test
  void showsOne() throws IOException {
    assertThat(Cli.run("problems", "heat").out())
        .isEqualTo(Files.readString(home.resolve("problems").resolve("heat.yaml")));
    assertThat(Cli.run("problems", "heat", "--set", "seed=99").out()).contains("seed: 99");
  }

  @Test
  void namesStandForFiles() {
    assertThat(Cli.run("check", "heat").out()).contains("Heat in a rod");
  }

  @Test
  void unknownNamesAreRefused() {
    Cli cli = Cli.run("problems", "cold");
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("'cold'", "problems: heat").hasLineCount(1);
    assertThat(Cli.run("problems", "haet").err()).contains("did you mean 'heat'?");
    Cli training = Cli.run("train", "haet");
    assertThat(training.status()).isEqualTo(2);
    assertThat(training.err()).contains("did you mean 'heat'?").hasLineCount(1);
  }
}
