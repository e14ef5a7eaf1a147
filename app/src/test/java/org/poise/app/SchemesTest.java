package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.ntk.ExactTraces;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

class SchemesTest {
  private static final LossWeighting NTK = NtkWeighting.exact();
  @TempDir private Path directory;
  private Experiment heat;

  @BeforeEach
  void read() throws IOException {
    heat = ProblemFile.read(Cli.heat(directory));
  }

  private List<String> labels(String... options) {
    return Schemes.of(List.of(options), heat).stream().map(Scheme::label).toList();
  }

  private List<LossWeighting> weights(String... options) {
    return Schemes.of(List.of(options), heat).stream().map(s -> s.experiment().weights()).toList();
  }

  @Test
  void itemsAreWhatTheKeyTakes() {
    String list = "fixed, ntk, ntk: {every: 1, momentum: 0.9},{fixed: {ends: 10, heat: k}}";
    assertThat(weights(list))
        .containsExactly(
            Fixed.ones(),
            NTK,
            new NtkWeighting(new ExactTraces(), Convention.WANG, 1, 0.9),
            new Fixed(Map.of("ends", 10.0, "heat", 0.1)));
    assertThat(labels(list))
        .containsExactly("fixed", "ntk", "ntk-every-1-momentum-0.9", "fixed-ends-10-heat-k");
  }

  @Test
  void itemsMayHaveNames() {
    String list = "slow=ntk, by-hand = {fixed: {ends: 10}},x.1=ntk: {every: 1}";
    assertThat(labels(list)).containsExactly("slow", "by-hand", "x.1");
    assertThat(weights(list).getFirst()).isEqualTo(NTK);
  }

  @Test
  void theOptionMayBeGivenSeveralTimes() {
    assertThat(labels("fixed", "ntk,b=ntk")).containsExactly("fixed", "ntk", "b");
  }

  @Test
  void withoutAnyTheFilesOwnMeetOnes() {
    assertThat(labels()).containsExactly("fixed", "own");
    assertThat(weights()).containsExactly(Fixed.ones(), heat.weights());
    heat = heat.withWeights(Fixed.ones());
    assertThatThrownBy(this::labels).hasMessageContaining("nothing to compare");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed|fixed: there is nothing to compare with",
        "fixed,ntkk|ntkk: weights: unknown choice 'ntkk'; did you mean 'ntk'?",
        "fixed,a=ntk: {evry: 1}|a=ntk: {evry: 1}: weights.ntk: unknown key 'evry'",
        "fixed,ntk,ntk|ntk: there are two weightings called 'ntk'",
        "a=fixed,A=ntk|A=ntk: there are two weightings called 'A'",
        "fixed,../up=ntk|../up=ntk: '../up' cannot be the name of a directory",
        "fixed,report.html=ntk|report.html=ntk: 'report.html' cannot be the name",
        "fixed,,ntk|: there is nothing; give weights",
        "fixed,{ntk: {every: 1}|{ntk: {every: 1}: not readable as YAML",
        "fixed,{fixed: {none: 1}}|{fixed: {none: 1}}: weights.fixed.none: no group",
        "fixed,[ntk]|[ntk]: weights: expected keys with values, not a list"
      })
  void whatIsWrongIsNamed(String listAndMessage) {
    String[] parts = listAndMessage.split("\\|");
    assertThatThrownBy(() -> labels(parts[0])).hasMessageStartingWith("--weights " + parts[1]);
  }

  @Test
  void longItemsNeedNames() {
    String item = "{fixed: {ends: 2" + "0".repeat(60) + "}}";
    assertThatThrownBy(() -> labels("fixed," + item)).hasMessageContaining("NAME=WEIGHTS");
    assertThat(labels("fixed,far=" + item)).containsExactly("fixed", "far");
  }
}
