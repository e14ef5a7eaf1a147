package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void versionIsOneLine() {
    Cli cli = Cli.run("--version");
    assertThat(cli.status()).isZero();
    assertThat(cli.out()).startsWith("poise ").hasLineCount(1);
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void helpListsTheCommands() {
    Cli cli = Cli.run("--help");
    assertThat(cli.status()).isZero();
    assertThat(cli.out()).contains("train", "check", "predict", "problems", "report", "130");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "check", "predict", "problems", "report"})
  void everyCommandHasHelp(String command) {
    Cli cli = Cli.run(command, "--help");
    assertThat(cli.status()).isZero();
    assertThat(cli.out()).contains("Usage: poise " + command);
  }

  @Test
  void unknownOptionSuggestsWhatWasMeant() {
    Cli cli = Cli.run("train", "heat.yaml", "--step", "3");
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains("'--step'").contains("--steps").doesNotContain("\tat ");
  }

  @Test
  void unknownCommandSuggestsWhatWasMeant() {
    Cli cli = Cli.run("trian");
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("'trian'").contains("train");
  }

  @Test
  void noCommandIsAnError() {
    Cli cli = Cli.run();
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("Say what to do");
  }
}
