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
  void showsEmbeddingsAndCountsTheLayerBehindThem() throws IOException {
    String embedding = "networks.main.embedding={periodic: x, fourier: {features: 6, scale: 2}}";
    Path heat = Cli.heat(directory);
    assertThat(Cli.run("check", heat, "--set", embedding).out())
        .contains(
            "main gives u, periodic in x with period 1.00, 6 Fourier features of scale 2.00, ");
    Cli cli = Cli.run("check", heat, "--set", embedding, "--json");
    // 12×8 + 8, 8×8 + 8, 8×1 + 1
    assertThat(new ObjectMapper().readTree(cli.out()).path("parameters").asLong())
        .isEqualTo(104 + 72 + 9);
  }

  @Test
  void saysWhatReportsOnTheKernelTake() throws IOException {
    Path heat = Cli.heat(directory);
    assertThat(Cli.run("check", heat).out()).doesNotContain("reports on the kernel");
    String every = "ntkReport={every: 8, points: 10}";
    assertThat(Cli.run("check", heat, "--set", every).out())
        .contains("reports on the kernel", "5 on 30 residuals");
    JsonNode json = new ObjectMapper().readTree(Cli.run("check", heat, "--json").out());
    assertThat(json.path("ntkReport").isMissingNode()).isTrue();
    String whole = "ntkReport.every=8";
    JsonNode all =
        new ObjectMapper().readTree(Cli.run("check", heat, "--set", whole, "--json").out());
    JsonNode reports = all.path("ntkReport");
    // At 0, 8, 16, 24 and 30, on 40 + 10 + 5 + 5 residuals.
    assertThat(reports.path("reports").asLong()).isEqualTo(5);
    assertThat(reports.path("rows").asLong()).isEqualTo(60);
    long spectra = 4 * (2 * 216_000 + 64_000 + 1000 + 125 + 125) / 3;
    assertThat(reports.path("operations").asLong())
        .isEqualTo(all.path("kernelOperations").asLong() + spectra);
    assertThat(reports.path("bytes").asLong())
        .isEqualTo(all.path("kernelWorkingBytes").asLong() + 2 * 8 * 60 * 60);
  }

  @Test
  void kernelsThatDoNotFitAreRefusedWithTheFigure() throws IOException {
    Path out = directory.resolve("out");
    Cli cli =
        Cli.run(
            "train",
            Cli.heat(directory),
            "--set",
            "points.inside.count=5e4",
            "--set",
            "ntkReport.every=8",
            "--out",
            out);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err())
        .contains("50,020 residuals", "46,340", "ntkReport.points")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void remarksOnWhatIsToNoPurpose() throws IOException {
    Path heat = Cli.heat(directory);
    assertThat(Cli.run("check", heat).out()).doesNotContain("note:");
    Cli cli =
        Cli.run(
            "check",
            heat,
            "--set",
            "points.spare={at: {x: 0.5}, count: 5}",
            "--set",
            "parameters.idle={trainable: 1}",
            "--set",
            "networks.main.fields=[N]",
            "--set",
            "transforms.u=x*N");
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains(
            "note: No equation is on the points 'spare'.",
            "note: The residual of 'left' does not depend on the parameters",
            "note: No residual depends on the coefficient 'idle'.");
  }

  @Test
  void remarksOnConditionsThatAnEmbeddingKeeps() throws IOException {
    String[] kept = {
      "check",
      Cli.heat(directory).toString(),
      "--set",
      "domain.x=[0.1, 1.3]",
      "--set",
      "networks.main.embedding.periodic=x",
      "--set",
      "points.left={periodic: x, count: 5}",
      "--set",
      "equations.left={on: left, residual: jump(u_x), group: ends}",
      "--set",
      "points.right={at: {x: 1.3}, count: 5}"
    };
    assertThat(Cli.run((Object[]) kept).out())
        .contains("note: The residual of 'left' does not depend on the parameters")
        .doesNotContain("'right' does not");
  }

  @Test
  void overridesReachTheFile() throws IOException {
    Cli cli =
        Cli.run("check", Cli.heat(directory), "--set", "networks.main.mlp.width=16", "--json");
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.path("parameters").asLong()).isEqualTo(48 + 272 + 17);
  }

  @Test
  void architecturesAreCountedAndSaid() throws IOException {
    Object[] gated = {
      "check",
      Cli.heat(directory),
      "--set",
      "networks.main.mlp=null",
      "--set",
      "networks.main.modified-mlp={layers: 2, width: 10, activation: sin}",
      "--set",
      "networks.main.factorization={mean: 0.5}",
      "--set",
      "networks.main.slopes=unit",
      "--json"
    };
    JsonNode json = new ObjectMapper().readTree(Cli.run(gated).out());
    // Three layers of two coordinates, one of ten units, the output; each with s, four with slopes.
    assertThat(json.path("parameters").asLong())
        .isEqualTo(3 * (20 + 10 + 10) + (100 + 10 + 10) + (10 + 1 + 1) + 4 * 10);
    gated[gated.length - 1] = "--threads=1";
    assertThat(Cli.run(gated).out())
        .contains(
            "main gives u, 2 gated hidden layers of 10, sin, weights factored with mean 0.500 and"
                + " deviation 0.100, a slope for each unit with scale 10.0");
    assertThat(
            Cli.run(
                    "check",
                    Cli.heat(directory),
                    "--set",
                    "networks.main.mlp=null",
                    "--set",
                    "sampling.resample=1",
                    "--set",
                    "networks.main.residual={blocks: 2, scale: [1, 0.5], drop: 0.1}")
                .out())
        .contains(
            "2 residual blocks of 64, tanh, scale 1.00, 0.500, dropped with probability 0.100");
  }

  @Test
  void missingFileIsNamed() {
    Cli cli = Cli.run("check", directory.resolve("none.yaml"));
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("none.yaml").hasLineCount(1);
  }
}
