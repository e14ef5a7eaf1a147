package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.Cli;
import org.poise.app.files.OwnFiles;

class StudyContextTest {
  private static final Setup HEAT = Setup.of("heat");
  private static final String TWICE = "optimizer.adam.steps=20";

  @TempDir private Path directory;
  private final List<String> words = new ArrayList<>();
  private Path heat = Path.of("");
  private int allowed = Integer.MAX_VALUE;

  @BeforeEach
  void copy() throws IOException {
    heat = Cli.heat(directory);
  }

  private StudyContext context() {
    AtomicInteger asked = new AtomicInteger();
    return StudyContexts.quick(
        directory.resolve("out"),
        name -> heat,
        words::add,
        () -> asked.incrementAndGet() > allowed);
  }

  private static Map<String, Setup> two() {
    Map<String, Setup> setups = new LinkedHashMap<>();
    setups.put("plain", HEAT);
    setups.put("weighted/other", HEAT.with("weights=fixed", "seed=3"));
    return setups;
  }

  @Test
  void runsThatHaveEndedAreNotTrainedAgain() throws IOException {
    TrainedRuns first = context().train("training", two());
    byte[] model = Files.readAllBytes(first.of("plain").directory().resolve("model.safetensors"));
    assertThatThrownBy(() -> first.of("other")).hasMessageContaining("weighted/other");
    assertThat(first.of("weighted/other").error("u")).isPositive();
    assertThat(first.of("plain").metrics().column("step")).isNotEmpty();
    StudyContext again = context();
    TrainedRuns second = again.train("training", two());
    assertThat(words).containsExactly("training");
    assertThat(second.of("plain").summary()).isEqualTo(first.of("plain").summary());
    assertThat(again.seconds())
        .isEqualTo(first.of("plain").seconds() + first.of("weighted/other").seconds());
    assertThat(second.of("plain").directory().resolve("model.safetensors")).hasBinaryContent(model);
  }

  @Test
  void aRunThatWasStoppedGoesOnToTheSameBits() throws IOException {
    Map<String, Setup> one = Map.of("plain", HEAT.with("checkpoint.every=5"));
    allowed = 10;
    assertThatThrownBy(() -> context().train("training", one)).isInstanceOf(StoppedException.class);
    Path run = directory.resolve("out").resolve("runs").resolve("plain");
    assertThat(OwnFiles.json(run.resolve("summary.json")).path("outcome").asText())
        .isEqualTo("interrupted");
    allowed = Integer.MAX_VALUE;
    context().train("training", one);
    byte[] resumed = Files.readAllBytes(run.resolve("model.safetensors"));
    TrainedRuns whole = context().train("training", Map.of("whole", one.get("plain")));
    assertThat(whole.of("whole").directory().resolve("model.safetensors"))
        .hasBinaryContent(resumed);
  }

  @Test
  void partsAreDoneOnceUnlessTheirSettingsChange() throws IOException {
    AtomicInteger done = new AtomicInteger();
    StudyContext.Work work = result -> result.put("value", done.incrementAndGet());
    JsonNode first = context().part("one", "n = 1", work);
    JsonNode again = context().part("one", "n = 1", work);
    JsonNode changed = context().part("one", "n = 2", work);
    assertThat(first.path("value").asInt()).isEqualTo(1);
    assertThat(again).isEqualTo(first);
    assertThat(changed.path("value").asInt()).isEqualTo(2);
  }

  @Test
  void aPartThatFailsLeavesNothing() {
    StudyContext.Work work =
        result -> {
          throw new StoppedException();
        };
    assertThatThrownBy(() -> context().part("one", "", work)).isInstanceOf(StoppedException.class);
    assertThat(directory.resolve("out").resolve("parts").resolve("one.json")).doesNotExist();
  }

  @Test
  void commandsCanBeTypedIntoAShell() {
    assertThat(HEAT.with(TWICE, "weights={ntk: {every: 1}}").command())
        .isEqualTo(
            "poise train heat --set optimizer.adam.steps=20 --set 'weights={ntk: {every: 1}}'");
    assertThat(HEAT.with(TWICE).command("ntk"))
        .isEqualTo("poise ntk heat --set optimizer.adam.steps=20");
  }
}
