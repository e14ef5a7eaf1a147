package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.network.Activation;
import org.poise.network.FourierFeatures;
import org.poise.network.Mlp;
import org.poise.optimizer.Adam;
import org.poise.weighting.Fixed;

final class RunDirectoryTest {
  @TempDir private Path parent;

  private static Outcome train(Experiment experiment, RunDirectory run, BooleanSupplier stop)
      throws IOException {
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      TrainingState start = run.state().orElseGet(trainer::initial);
      Outcome outcome = trainer.run(start, run.listener(trainer), stop);
      run.finish(trainer, outcome, "test");
      return outcome;
    }
  }

  private static Outcome fresh(Path directory, Experiment experiment) throws IOException {
    try (RunDirectory run = RunDirectory.create(directory, experiment)) {
      return train(experiment, run, () -> false);
    }
  }

  /** A request to stop after a number of questions. */
  private static BooleanSupplier after(int questions) {
    int[] asked = {0};
    return () -> asked[0]++ >= questions;
  }

  private static List<String> withoutSeconds(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().map(l -> l.replaceFirst(",[^,]*,", ",,")).toList();
  }

  @Test
  void aRunLeavesItsFiles() throws IOException {
    Experiment experiment = SmallWave.experiment(1, 30, 5);
    Path directory = parent.resolve("run");
    Outcome outcome = fresh(directory, experiment);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(ProblemFile.read(directory.resolve("problem.yaml"))).isEqualTo(experiment);
    History history = History.read(directory.resolve("metrics.csv"));
    assertThat(history.column("step")).containsExactly(0, 15, 30, 35);
    assertThat(history.column("error.u.relL2")).hasSize(4).doesNotContain(Double.NaN);
    assertThat(history.column("coefficient.c")[0]).isEqualTo(1.5);
    JsonNode summary =
        new ObjectMapper().readTree(Files.readString(directory.resolve("summary.json")));
    assertThat(summary.get("outcome").asText()).isEqualTo("completed");
    assertThat(summary.get("steps").asInt()).isEqualTo(35);
    assertThat(summary.get("losses").size()).isEqualTo(5);
    assertThat(summary.get("weights").size()).isEqualTo(4);
    assertThat(summary.get("errors").get("u").get("relL2").asDouble())
        .isEqualTo(history.column("error.u.relL2")[3]);
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      ModelFile model = ModelFile.read(directory.resolve("model.safetensors"));
      assertThat(trainer.initialFrom(model).theta())
          .containsExactly(outcome.result().state().theta());
    }
    assertThat(directory.resolve("model-best.safetensors")).exists();
    try (var files = Files.list(directory.resolve("checkpoints"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aRunInSubdomainsLeavesTheNetworksOfAll() throws IOException {
    Experiment experiment = SmallWave.divided(1, 12, 2);
    Path directory = parent.resolve("run");
    Outcome outcome = fresh(directory, experiment);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(ProblemFile.read(directory.resolve("problem.yaml"))).isEqualTo(experiment);
    assertThat(
            Files.readString(directory.resolve("model.safetensors"), StandardCharsets.ISO_8859_1))
        .contains("main@1.0.weight", "main@4.2.bias")
        .doesNotContain("main@5", "main.0");
    List<String> columns = Files.readAllLines(directory.resolve("metrics.csv"));
    assertThat(columns.getFirst()).contains("interface-x-u_x", "interface-t-u_t");
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      ModelFile model = ModelFile.read(directory.resolve("model.safetensors"));
      assertThat(trainer.initialFrom(model).theta())
          .containsExactly(outcome.result().state().theta());
    }
    assertThatThrownBy(() -> RunDirectory.resume(directory, SmallWave.experiment(1, 12, 2)))
        .hasMessageContaining("has changed in subdomains");
  }

  @Test
  void anInterruptedRunGoesOnToTheSameFiles() throws IOException {
    goesOn(SmallWave.experiment(2, 40, 15));
  }

  @Test
  void anInterruptedRunInSubdomainsGoesOnToTheSameFiles() throws IOException {
    goesOn(SmallWave.divided(2, 40, 15));
  }

  private void goesOn(Experiment experiment) throws IOException {
    Path whole = parent.resolve("whole");
    fresh(whole, experiment);
    Path parts = parent.resolve("parts");
    for (int questions : new int[] {0, 13, 9, 20}) {
      try (RunDirectory run = RunDirectory.resume(parts, experiment)) {
        Outcome outcome = train(experiment, run, after(questions));
        assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
        assertThat(outcome.exitStatus()).isEqualTo(130);
      }
    }
    try (RunDirectory run = RunDirectory.resume(parts, experiment)) {
      assertThat(run.state().orElseThrow().step()).isEqualTo(42);
      train(experiment, run, () -> false);
    }
    for (String file : List.of("model.safetensors", "model-best.safetensors")) {
      assertThat(Files.readAllBytes(parts.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
    assertThat(withoutSeconds(parts.resolve("metrics.csv")))
        .isEqualTo(withoutSeconds(whole.resolve("metrics.csv")));
  }

  @Test
  void moreStepsGoOnFromTheEnd() throws IOException {
    Path whole = parent.resolve("whole");
    fresh(whole, SmallWave.experiment(3, 20, 30));
    Path parts = parent.resolve("parts");
    fresh(parts, SmallWave.experiment(3, 20, 11));
    Experiment longer = SmallWave.experiment(3, 20, 30);
    try (RunDirectory run = RunDirectory.resume(parts, longer)) {
      train(longer, run, () -> false);
    }
    assertThat(Files.readAllBytes(parts.resolve("model.safetensors")))
        .isEqualTo(Files.readAllBytes(whole.resolve("model.safetensors")));
    assertThat(ProblemFile.read(parts.resolve("problem.yaml"))).isEqualTo(longer);
  }

  @Test
  void anotherSeedIsNotCalledOtherNetworksWhereFrequenciesFollowIt() throws IOException {
    Experiment embedded =
        Experiment.builder(SmallWave.experiment(4, 10, 1).problem())
            .network(
                "main",
                Mlp.of(1, 3, Activation.TANH),
                n -> n.withEmbeddings(List.of(new FourierFeatures(2, 1))))
            .optimizer(Adam.of(1e-3, 2))
            .build();
    Path directory = parent.resolve("run");
    fresh(directory, embedded);
    assertThatThrownBy(() -> RunDirectory.resume(directory, embedded.withSeed(5)))
        .hasMessageContaining("has changed in seed");
  }

  @Test
  void whatCannotGoOnIsRefused() throws IOException {
    Experiment experiment = SmallWave.experiment(4, 10, 1);
    Path directory = parent.resolve("run");
    fresh(directory, experiment);
    assertThatThrownBy(() -> RunDirectory.create(directory, experiment))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("already holds a run");
    assertThatThrownBy(
            () -> RunDirectory.resume(directory, experiment.withSeed(5).withWeights(Fixed.ones())))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("has changed in weights, seed");
    assertThatThrownBy(() -> RunDirectory.resume(directory, SmallWave.experiment(4, 9, 1)))
        .hasMessageContaining("optimizer");
    Experiment shorter = experiment.withOptimizers(experiment.optimizers().subList(0, 1));
    assertThatThrownBy(() -> RunDirectory.resume(directory, shorter))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("has taken 11 steps already, and 10");
    Path file = Files.writeString(parent.resolve("file"), "x");
    assertThatThrownBy(() -> RunDirectory.create(file, experiment))
        .hasMessageContaining("is a file");
  }

  @Test
  void oneProcessAtATime() throws IOException {
    Experiment experiment = SmallWave.experiment(4, 10, 1);
    Path directory = parent.resolve("run");
    try (RunDirectory run = RunDirectory.create(directory, experiment)) {
      assertThat(run.state()).isEmpty();
      assertThatThrownBy(() -> RunDirectory.resume(directory, experiment))
          .isInstanceOf(RunDirectoryException.class)
          .hasMessageContaining("in use by another training");
    }
  }

  @Test
  void aBrokenCheckpointGivesWayToTheOneBefore() throws IOException {
    Experiment experiment = SmallWave.experiment(6, 45, 2);
    Path directory = parent.resolve("run");
    fresh(directory, experiment);
    byte[] model = Files.readAllBytes(directory.resolve("model.safetensors"));
    List<Path> checkpoints;
    try (var files = Files.list(directory.resolve("checkpoints"))) {
      checkpoints = files.sorted().toList();
    }
    Files.writeString(checkpoints.getLast(), "torn");
    try (RunDirectory run = RunDirectory.resume(directory, experiment)) {
      assertThat(run.state().orElseThrow().step()).isEqualTo(40);
      train(experiment, run, () -> false);
    }
    assertThat(Files.readAllBytes(directory.resolve("model.safetensors"))).isEqualTo(model);
  }

  @Test
  void aRunHasEndedUnlessInterruptedOrGoneOnWith() throws IOException {
    Experiment experiment = SmallWave.experiment(7, 30, 5);
    Path directory = parent.resolve("run");
    assertThat(RunDirectory.hasEnded(directory, experiment)).isFalse();
    try (RunDirectory run = RunDirectory.create(directory, experiment)) {
      train(experiment, run, after(10));
    }
    assertThat(RunDirectory.hasEnded(directory, experiment)).isFalse();
    try (RunDirectory run = RunDirectory.resume(directory, experiment)) {
      train(experiment, run, () -> false);
    }
    assertThat(RunDirectory.hasEnded(directory, experiment)).isTrue();
    assertThat(RunDirectory.hasEnded(directory, SmallWave.experiment(7, 30, 6))).isFalse();
    assertThat(RunDirectory.hasEnded(directory, experiment.withSeed(8))).isFalse();
    Experiment longer = SmallWave.experiment(7, 30, 20);
    try (RunDirectory run = RunDirectory.resume(directory, longer);
        Trainer trainer = Trainer.of(longer, 1)) {
      trainer.run(run.state().orElseThrow(), run.listener(trainer), after(3));
      // As a process that is killed here leaves it: problem.yaml is new, the ending is not.
      assertThat(ProblemFile.read(directory.resolve("problem.yaml"))).isEqualTo(longer);
      assertThat(RunDirectory.hasEnded(directory, longer)).isFalse();
    }
  }
}
