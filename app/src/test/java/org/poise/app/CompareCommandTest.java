package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.console.ProgressLine;
import org.poise.app.runs.Concurrency;
import org.poise.app.runs.ParallelRuns;
import org.poise.app.runs.RunPlan;
import org.poise.app.runs.RunsProgress;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.training.History;

class CompareCommandTest {
  private static final String LIST = "fixed,often=ntk: {every: 5}";
  @TempDir private Path directory;
  private Path heat;

  @BeforeEach
  void copy() throws IOException {
    heat = Cli.heat(directory);
  }

  private Path out() {
    return directory.resolve("out");
  }

  private Path run(String label, int seed) {
    return out().resolve(label).resolve("seed-" + seed);
  }

  private Cli compare(Object... more) {
    List<Object> all = new ArrayList<>(List.of("compare", heat, "--out", out(), "--jobs", 2));
    all.addAll(Arrays.asList(more));
    return Cli.run(all.toArray());
  }

  private Cli small(Object... more) {
    List<Object> all = new ArrayList<>(List.of("--weights", LIST, "--seeds", 2, "--quiet"));
    all.addAll(Arrays.asList(more));
    Cli cli = compare(all.toArray());
    assertThat(cli.status()).as(cli.err()).isZero();
    return cli;
  }

  private JsonNode results() throws IOException {
    return new ObjectMapper().readTree(out().resolve("comparison.json").toFile());
  }

  /** The models of all runs, by their paths. */
  private List<Path> models() throws IOException {
    try (Stream<Path> files = Files.walk(out())) {
      return files.filter(f -> f.endsWith("model.safetensors")).sorted().toList();
    }
  }

  @Test
  void everyRunIsTheOneThatTrainWouldMake() throws IOException {
    small("--threads", 1);
    assertThat(models()).hasSize(4);
    for (int seed : new int[] {1, 2}) {
      Path alone = directory.resolve("alone-" + seed);
      Cli train =
          Cli.run(
              "train",
              heat,
              "--set",
              "weights=ntk: {every: 5}",
              "--seed",
              seed,
              "--threads",
              2,
              "--out",
              alone,
              "--quiet");
      assertThat(train.status()).as(train.err()).isZero();
      for (String file : List.of("model.safetensors", "model-best.safetensors", "problem.yaml")) {
        assertThat(run("often", seed).resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
      }
    }
  }

  @Test
  void schemesShareThePointsAndParametersOfASeed() throws IOException {
    small();
    double[] fixed = firstLosses("fixed", 1);
    assertThat(fixed).hasSize(4);
    assertThat(firstLosses("often", 1)).containsExactly(fixed);
    assertThat(firstLosses("fixed", 2)).isNotEqualTo(fixed);
  }

  private double[] firstLosses(String label, int seed) throws IOException {
    History history = History.read(run(label, seed).resolve("metrics.csv"));
    return history.columns().stream()
        .filter(c -> c.startsWith("loss."))
        .mapToDouble(c -> history.column(c)[0])
        .toArray();
  }

  @Test
  void resultsHoldWhatTheRunsCameTo() throws IOException {
    Cli cli = small("--json");
    assertThat(cli.out()).isEqualTo(Files.readString(out().resolve("comparison.json")));
    assertThat(cli.err()).contains("Relative L2 error of u", "ratio to fixed", "50.0 %", "6 seeds");
    JsonNode json = results();
    assertThat(json.path("seeds").toString()).isEqualTo("[1,2]");
    assertThat(json.path("baseline").asText()).isEqualTo("fixed");
    assertThat(json.path("steps").asInt()).isEqualTo(30);
    assertThat(json.path("failed").asInt()).isZero();
    JsonNode fixed = json.path("schemes").get(0);
    JsonNode often = json.path("schemes").get(1);
    assertThat(often.path("label").asText()).isEqualTo("often");
    assertThat(often.path("weights").asText()).contains("every: 5", "convention: wang");
    assertThat(fixed.path("finalWeights").path("heat").path("median").asDouble()).isEqualTo(1);
    assertThat(fixed.has("ratios")).isFalse();
    double[] errors = new double[2];
    for (int seed : new int[] {1, 2}) {
      JsonNode summary =
          new ObjectMapper().readTree(run("often", seed).resolve("summary.json").toFile());
      JsonNode run = often.path("runs").get(seed - 1);
      errors[seed - 1] = summary.path("errors").path("u").path("relL2").asDouble();
      assertThat(run.path("errors").path("u").asDouble()).isEqualTo(errors[seed - 1]);
      assertThat(run.path("bestErrors").path("u").asDouble())
          .isEqualTo(summary.path("best").path("value").asDouble());
      assertThat(run.path("steps").asInt()).isEqualTo(30);
    }
    assertThat(often.path("errors").path("u").path("median").asDouble())
        .isCloseTo((errors[0] + errors[1]) / 2, within(1e-15));
    JsonNode ratio = often.path("ratios").path("u");
    assertThat(ratio.path("values").get(1).asDouble())
        .isEqualTo(errors[1] / fixed.path("runs").get(1).path("errors").path("u").asDouble());
    assertThat(ratio.path("interval").path("level").asDouble()).isEqualTo(0.5);
  }

  @Test
  void aStoppedComparisonGoesOnToTheSameModels() throws IOException {
    small();
    List<byte[]> models = new ArrayList<>();
    for (Path model : models()) {
      models.add(Files.readAllBytes(model));
    }
    // As a kill leaves them: one run not begun, one at an earlier checkpoint and without an ending.
    delete(run("often", 2));
    Path fixed = run("fixed", 1);
    delete(fixed);
    Cli.run(
        "train", heat, "--set", "weights=fixed", "--seed", 1, "--steps", 13, "--out", fixed, "-q");
    Files.delete(fixed.resolve("summary.json"));
    Object kept = Files.getLastModifiedTime(run("fixed", 2).resolve("model.safetensors"));

    Cli cli = compare("--weights", LIST, "--seeds", 2);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("of which 2 have ended");
    List<Path> again = models();
    for (int i = 0; i < again.size(); i++) {
      assertThat(Files.readAllBytes(again.get(i)))
          .as(again.get(i).toString())
          .isEqualTo(models.get(i));
    }
    assertThat(Files.getLastModifiedTime(run("fixed", 2).resolve("model.safetensors")))
        .isEqualTo(kept);
  }

  @Test
  void aRequestToStopSavesTheRunsUnderWay() throws IOException {
    small();
    List<Path> models = models();
    List<byte[]> whole = new ArrayList<>();
    for (Path model : models) {
      whole.add(Files.readAllBytes(model));
    }
    delete(out());
    Experiment experiment = ProblemFile.read(heat);
    List<Scheme> schemes = Schemes.of(List.of(LIST), experiment);
    RunPlan plan = ComparisonPlan.of(out(), schemes, List.of(1L, 2L));
    RunsProgress progress = new RunsProgress(plan, new ProgressLine.None());
    AtomicInteger asked = new AtomicInteger();
    ParallelRuns.train(
        plan.runs(), new Concurrency(2, 1), progress, "test", () -> asked.incrementAndGet() > 40);
    RunPlan left = ComparisonPlan.of(out(), schemes, List.of(1L, 2L));
    assertThat(left.runs()).isNotEmpty();
    assertThat(left.runs().stream().mapToLong(RunPlan.Run::done).sum()).isBetween(1L, 60L);
    assertThat(small().out()).contains("Relative L2 error of u");
    for (int i = 0; i < models.size(); i++) {
      assertThat(Files.readAllBytes(models.get(i))).isEqualTo(whole.get(i));
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void seedsSchemesAndStepsCanBeAdded() throws IOException {
    small();
    Cli cli = compare("--weights", LIST, "--weights", "ntk", "--seeds", "2,1,5", "--steps", 33);
    assertThat(cli.status()).as(cli.err()).isZero();
    JsonNode json = results();
    assertThat(json.path("runs").asInt()).isEqualTo(9);
    assertThat(json.path("schemes").get(2).path("runs").get(2).path("seed").asInt()).isEqualTo(5);
    for (JsonNode scheme : json.path("schemes")) {
      for (JsonNode run : scheme.path("runs")) {
        assertThat(run.path("steps").asInt()).isEqualTo(33);
      }
    }
  }

  @Test
  void withoutWeightsTheFilesOwnMeetOnes() throws IOException {
    Cli cli = compare("--seeds", 1, "--steps", 3);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(results().path("schemes").get(0).path("label").asText()).isEqualTo("fixed");
    assertThat(results().path("schemes").get(1).path("weights").asText()).contains("every: 10");
  }

  @Test
  void failuresCountAndAreSaid() throws IOException {
    Cli cli = compare("--weights", "fixed,wild={fixed: {heat: 1e170}}", "--seeds", 2, "-q");
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("2 of 4 runs failed", "wild, seed 2: ", "not finite", "∞");
    JsonNode wild = results().path("schemes").get(1);
    assertThat(wild.path("failed").asInt()).isEqualTo(2);
    assertThat(wild.path("errors").path("u").path("median").isNull()).isTrue();
    assertThat(wild.path("seconds").path("median").isNull()).isTrue();
    assertThat(wild.path("ratios").path("u").path("better").asInt(-1)).isZero();
    assertThat(Cli.run("report", out()).status()).isZero();
    assertThat(compare("--weights", "a={fixed: {heat: 1e170}},b={fixed: {heat: 1e171}}").status())
        .as("nothing ended well")
        .isEqualTo(1);
  }

  @Test
  void withoutAReferenceLossesAreCompared() throws IOException {
    Files.writeString(
        heat, Files.readString(heat).replaceAll("(?m)^exact:.*$", "").replace(", grid: 11", ""));
    small("--set", "validation.heldOut=0");
    JsonNode json = results();
    assertThat(json.path("measure").asText()).isEqualTo("loss");
    JsonNode run = json.path("schemes").get(1).path("runs").get(0);
    JsonNode summary =
        new ObjectMapper().readTree(run("often", 1).resolve("summary.json").toFile());
    double sum = 0;
    for (JsonNode loss : summary.path("losses")) {
      sum += loss.asDouble();
    }
    assertThat(run.path("errors").path("all terms").asDouble()).isEqualTo(sum);
    assertThat(run.path("bestErrors").path("all terms").asDouble())
        .isEqualTo(summary.path("best").path("value").asDouble());
  }

  @Test
  void theReportIsMadeAgainToTheSameBytes() throws IOException {
    small();
    Path report = out().resolve("report.html");
    byte[] first = Files.readAllBytes(report);
    Files.delete(report);
    Cli cli = Cli.run("report", out());
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(Files.readAllBytes(report)).isEqualTo(first);
    Files.writeString(out().resolve("comparison.json"), "{}");
    cli = Cli.run("report", out());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("holds no results").hasLineCount(1);
  }

  @Test
  void otherProblemsInTheDirectoryAreRefused() throws IOException {
    small();
    byte[] before = Files.readAllBytes(out().resolve("comparison.json"));
    refused(
        "holds runs of another problem", "--set", "parameters.k=0.2", "--weights", "a=ntk,fixed");
    refused("has changed in weights", "--weights", "fixed,often=ntk: {every: 6}", "--seeds", 1);
    refused(
        "has taken 30 steps already, and 7 in all", "--weights", LIST, "--seeds", 1, "--steps", 7);
    assertThat(Files.readAllBytes(out().resolve("comparison.json"))).isEqualTo(before);
    Cli cli = Cli.run("compare", heat, "--out", run("fixed", 1));
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("is the directory of a run").hasLineCount(1);
  }

  @Test
  void whatCannotBeReadIsRefusedBeforeAnythingIsWritten() {
    refused("unknown choice 'ntkk'", "--weights", "fixed,ntkk");
    refused("nothing to compare with", "--weights", "fixed");
    refused("give how many", "--seeds", 0);
    refused("--jobs must be", "--jobs", 0);
    refused("--threads must be", "--threads", -1);
    refused("--steps must be", "--steps", 0);
    assertThat(out()).doesNotExist();
  }

  private void refused(String message, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("compare", heat, "--out", out()));
    all.addAll(Arrays.asList(arguments));
    Cli cli = Cli.run(all.toArray());
    assertThat(cli.status()).as(cli.toString()).isEqualTo(2);
    assertThat(cli.err()).startsWith("poise: ").contains(message).hasLineCount(1);
    assertThat(cli.out()).isEmpty();
  }
}
