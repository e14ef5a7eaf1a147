package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir private Path directory;

  private Path out() {
    return directory.resolve("out");
  }

  @Test
  void leavesARunDirectory() throws IOException {
    Cli cli = Cli.run("train", Cli.heat(directory), "--out", out(), "--threads", 1);
    assertThat(cli.status()).as(cli.err()).isZero();
    for (String name :
        new String[] {
          "problem.yaml",
          "summary.json",
          "metrics.csv",
          "model.safetensors",
          "model-best.safetensors",
          "report.html"
        }) {
      assertThat(out().resolve(name)).isNotEmptyFile();
    }
    assertThat(out().resolve("checkpoints")).isNotEmptyDirectory();
    assertThat(cli.out()).contains("report.html", "relative L2");
    assertThat(cli.err()).contains("Heat in a rod");
  }

  @Test
  void jsonIsTheSummaryAlone() throws IOException {
    Cli cli = Cli.run("train", Cli.heat(directory), "--out", out(), "--json", "--quiet");
    assertThat(cli.out()).isEqualTo(Files.readString(out().resolve("summary.json")));
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.path("steps").asLong()).isEqualTo(30);
    assertThat(json.path("outcome").asText()).isEqualTo("completed");
    assertThat(json.path("precision").asText()).isEqualTo("double");
    assertThat(json.path("errors").path("u").path("relL2").asDouble()).isPositive();
    assertThat(json.path("seed").asLong()).isEqualTo(1);
  }

  @Test
  void stepsSeedAndOverridesAreTaken() throws IOException {
    Cli cli =
        Cli.run(
            "train",
            Cli.heat(directory),
            "--out",
            out(),
            "--steps",
            7,
            "--seed",
            42,
            "--set",
            "weights=fixed",
            "--json",
            "--quiet");
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.path("steps").asLong()).isEqualTo(7);
    assertThat(json.path("seed").asLong()).isEqualTo(42);
    assertThat(json.path("weights").path("heat").asDouble()).isEqualTo(1);
    assertThat(Files.readString(out().resolve("problem.yaml"))).contains("seed: 42");
  }

  @Test
  void resumedRunEndsWithTheSameModel() throws IOException {
    Path whole = directory.resolve("whole");
    Cli.run("train", Cli.heat(directory), "--out", whole, "--quiet");
    Cli.run("train", Cli.heat(directory), "--out", out(), "--steps", 13, "--quiet");
    Cli cli = Cli.run("train", "--resume", "--out", out(), "--steps", 30, "--quiet");
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(out().resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
  }

  @Test
  void startsFromATrainedModel() throws IOException {
    Path run = Cli.trained(directory);
    Cli cli =
        Cli.run("train", Cli.heat(directory), "--from", run, "--out", out(), "--json", "--quiet");
    assertThat(cli.status()).as(cli.err()).isZero();
    double before = error(Files.readString(run.resolve("summary.json")));
    assertThat(error(cli.out())).isLessThan(before);
  }

  /** The first kernel is that of the model, which the run directory does not keep. */
  @Test
  void reportsOnTheKernelGoOnAfterAStartFromAModel() throws IOException {
    Path model = Cli.trained(directory);
    Path heat = Cli.heat(directory);
    String every = "ntkReport.every=8";
    Path whole = directory.resolve("whole");
    Cli.run("train", heat, "--from", model, "--set", every, "--out", whole, "--quiet");
    Cli.run(
        "train", heat, "--from", model, "--set", every, "--out", out(), "--steps", 13, "--quiet");
    Cli cli = Cli.run("train", "--resume", "--out", out(), "--steps", 30, "--json", "--quiet");
    assertThat(cli.status()).as(cli.err()).isZero();
    for (String file : List.of("ntk.csv", "ntk-spectra.csv")) {
      assertThat(out().resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    JsonNode ntk = new ObjectMapper().readTree(cli.out()).path("ntk");
    assertThat(ntk.path("step").asLong()).isEqualTo(30);
    assertThat(ntk.path("drift").path("kernel").asDouble()).isPositive();
    Cli changed = Cli.run("train", "--resume", "--out", out(), "--set", "ntkReport.every=9");
    assertThat(changed.status()).isEqualTo(2);
    assertThat(changed.err()).contains("has changed in ntkReport").hasLineCount(1);
  }

  @Test
  void checkpointsAreNoModels() throws IOException {
    Path run = Cli.trained(directory);
    Path checkpoint = run.resolve("checkpoints").resolve("step-000000000030.safetensors");
    Cli cli = Cli.run("train", Cli.heat(directory), "--from", checkpoint, "--out", out());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("is a checkpoint", "model.safetensors").hasLineCount(1);
  }

  @Test
  void aReportThatCannotBeWrittenLeavesTheRun() throws IOException {
    Path inTheWay = Files.createDirectories(out().resolve("report.html").resolve("full"));
    Cli cli = Cli.run("train", Cli.heat(directory), "--out", out(), "--quiet");
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("the run is saved", "'poise report " + out()).hasLineCount(1);
    assertThat(cli.out()).contains("All 30 steps").doesNotContain("report");
    assertThat(out().resolve("report.html.new")).doesNotExist();
    Files.delete(inTheWay);
    assertThat(Cli.run("report", out()).status()).isZero();
  }

  @Test
  void fewerStepsThanAreTakenAreRefused() throws IOException {
    Path run = Cli.trained(directory);
    Cli cli = Cli.run("train", "--resume", "--out", run, "--steps", 10);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("has taken 30 steps already, and 10").hasLineCount(1);
  }

  @Test
  void stepsAndSeedsAreCounts() throws IOException {
    Path heat = Cli.heat(directory);
    Cli cli = Cli.run("train", heat, "--out", out(), "--steps", "1e1", "--seed", "2e1", "--json");
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.path("steps").asLong()).isEqualTo(10);
    assertThat(json.path("seed").asLong()).isEqualTo(20);
    for (String wrong : new String[] {"1.5", "many", "1e30"}) {
      Cli refused = Cli.run("train", heat, "--seed", wrong);
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err()).contains("'" + wrong + "' is not a whole number of 64 bits");
    }
    assertThat(Cli.run("train", heat, "--threads", "1e10").err()).contains("far too large");
  }

  @Test
  void impossibleDirectoriesAreRefused() throws IOException {
    Path heat = Cli.heat(directory);
    Cli inFile = Cli.run("train", heat, "--out", heat.resolve("run"));
    assertThat(inFile.status()).isEqualTo(2);
    assertThat(inFile.err()).contains("cannot be made").hasLineCount(1);
    Cli empty = Cli.run("train", heat, "--out", "");
    assertThat(empty.status()).isEqualTo(2);
    assertThat(empty.err()).contains("the name is empty");
    assertThat(Cli.run("train", "").err()).contains("the name is empty");
  }

  private static double error(String summary) throws IOException {
    return new ObjectMapper().readTree(summary).path("loss").asDouble();
  }

  @Test
  void modelOfAnotherNetworkIsRefused() throws IOException {
    Path run = Cli.trained(directory);
    Cli cli =
        Cli.run(
            "train",
            Cli.heat(directory),
            "--from",
            run,
            "--set",
            "networks.main.mlp.width=9",
            "--out",
            out());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("--from: the model", "does not fit").hasLineCount(1);
    assertThat(out()).doesNotExist();
  }

  @Test
  void divergenceExitsWithOneAndKeepsAReport() throws IOException {
    Cli cli =
        Cli.run(
            "train",
            Cli.heat(directory),
            "--set",
            "optimizer={gradient-descent: {rate: 1e200, steps: 30}}",
            "--out",
            out(),
            "--quiet");
    assertThat(cli.status()).as(cli.err()).isEqualTo(1);
    assertThat(cli.out()).contains("not finite");
    assertThat(out().resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void aFailureBeforeTheFirstStepIsNamedAndLeavesARun() throws IOException {
    Path heat = Cli.heat(directory);
    for (String change :
        List.of(
            "equations.heat.residual=u_t - log(x - 2)",
            "transforms={u: sin(pi*x)+t*N}",
            "transforms={u: sqrt(x-2)*N}")) {
      Path place = directory.resolve("run" + change.length());
      String network = change.startsWith("transforms") ? "networks.main.fields=[N]" : "seed=1";
      Cli cli =
          Cli.run("train", heat, "--set", change, "--set", network, "--out", place, "--quiet");
      assertThat(cli.status()).as(change + cli.err()).isEqualTo(1);
      assertThat(cli.out()).containsAnyOf("not finite at step 0", "do not depend");
      assertThat(place.resolve("problem.yaml")).isNotEmptyFile();
      assertThat(place.resolve("summary.json")).isNotEmptyFile();
      assertThat(place.resolve("report.html")).isNotEmptyFile();
    }
  }

  @Test
  void aRunIsNotOverwritten() throws IOException {
    Path run = Cli.trained(directory);
    Cli cli = Cli.run("train", Cli.heat(directory), "--out", run);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("already holds a run").contains("--resume");
  }

  @Test
  void resumeWithoutARunIsRefused() {
    Cli cli = Cli.run("train", "--resume", "--out", out());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("there is no run in").hasLineCount(1);
    assertThat(out()).doesNotExist();
  }

  @Test
  void impossibleStepsAndThreadsAreRefused() throws IOException {
    Path heat = Cli.heat(directory);
    assertThat(Cli.run("train", heat, "--steps", 0, "--out", out()).status()).isEqualTo(2);
    assertThat(Cli.run("train", heat, "--threads", -1, "--out", out()).status()).isEqualTo(2);
    assertThat(Cli.run("train", heat, "--steps", "many", "--out", out()).status()).isEqualTo(2);
    assertThat(out()).doesNotExist();
  }
}
