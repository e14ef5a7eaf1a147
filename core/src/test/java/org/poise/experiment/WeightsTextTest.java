package org.poise.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.ntk.TraceEstimator;
import org.poise.weighting.NtkWeighting;

class WeightsTextTest {
  private static final Path WAVE = Path.of("../problems/wave1d.yaml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed",
        "ntk",
        "ntk: {every: 1, momentum: 0.9}",
        "{fixed: {u: 10, wave: c/4}}",
        "{ntk: {convention: jaxpi}}"
      })
  void weightsAloneReadAsTheyDoInAFile(String text) {
    Experiment alone = ProblemFile.withWeights(ProblemFile.read(WAVE), "--weights", text);
    assertThat(alone).isEqualTo(ProblemFile.read(WAVE, List.of("weights=" + text)));
    String written = ProblemFile.write(alone.weights());
    assertThat(written).doesNotContain("\n");
    assertThat(ProblemFile.withWeights(alone, "--weights", written)).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ntkk|weights: unknown choice 'ntkk'",
        "ntk: {evry: 1}|weights.ntk: unknown key 'evry'",
        "ntk: {every: 0}|weights.ntk.every: every must be at least 1 step",
        "{fixed: {v: 1}}|weights.fixed.v: no group of equations is called 'v'",
        "' '|weights: unknown choice ' '",
        " |there is nothing; give weights",
        "{fixed|not readable as YAML"
      })
  void weightsAloneThatAreWrongAreRefused(String textAndMessage) {
    String[] parts = textAndMessage.split("\\|");
    Experiment wave = ProblemFile.read(WAVE);
    assertThatThrownBy(() -> ProblemFile.withWeights(wave, "--weights x", parts[0]))
        .isInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith("--weights x: " + parts[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exact",
        "sketch: {probes: 7, derivative: central, distribution: sphere, step: 0.1}",
        "residual-sketch: {probes: auto, target: 0.2}",
        "{tracked: {refresh: 3}}",
        "one-sided: {range: 2}",
        "auto"
      })
  void estimatorsReadBack(String text) {
    Experiment wave = ProblemFile.read(WAVE);
    TraceEstimator estimator = ProblemFile.estimator(wave, "text", text);
    assertThat(ProblemFile.estimator(wave, "text", ProblemFile.write(estimator)))
        .isEqualTo(estimator);
    String written = "ntk: {estimator: " + ProblemFile.write(estimator) + "}";
    assertThat(ProblemFile.withWeights(wave, "text", written).weights())
        .isInstanceOfSatisfying(
            NtkWeighting.class, ntk -> assertThat(ntk.estimator()).isEqualTo(estimator));
  }
}
