package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.training.History;

class ReportCommandTest {
  private static final String OPENING = "<script type=\"application/json\" id=\"data\">";
  @TempDir private Path directory;

  private static JsonNode data(Path report) throws IOException {
    String page = Files.readString(report);
    int from = page.indexOf(OPENING) + OPENING.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  @Test
  void isMadeAgainToTheSameBytes() throws IOException {
    Path run = Cli.trained(directory);
    Path report = run.resolve("report.html");
    byte[] first = Files.readAllBytes(report);
    Files.delete(report);
    Cli cli = Cli.run("report", run);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("report.html");
    assertThat(Files.readAllBytes(report)).isEqualTo(first);
  }

  @Test
  void carriesTheSolutionAndItsError() throws IOException {
    JsonNode data = data(Cli.trained(directory).resolve("report.html"));
    JsonNode u = data.path("slices").path("quantities").get(0);
    assertThat(u.path("name").asText()).isEqualTo("u");
    JsonNode plane = data.path("slices").path("planes").get(0);
    assertThat(plane.path("names").toString()).isEqualTo("[\"t\",\"x\"]");
    float[] values = floats(u.path("values").get(0).asText());
    float[] differences = floats(u.path("differences").get(0).asText());
    int columns = plane.path("size").get(0).asInt();
    assertThat(values).hasSize(columns * plane.path("size").get(1).asInt());
    // At t = 0.5, x = 0.25: the solution minus its error is the closed form.
    int node = 25 * columns + 50;
    double exact = Math.exp(-0.1 * Math.PI * Math.PI * 0.5) * Math.sin(Math.PI * 0.25);
    assertThat(values[node] - differences[node])
        .isCloseTo((float) exact, org.assertj.core.data.Offset.offset(1e-6f));
    assertThat(data.path("slices").path("quantities").get(1).path("differences").isMissingNode())
        .isTrue();
  }

  @Test
  void showsTheKernelWhereItWasReportedOn() throws IOException {
    Path without = Cli.trained(directory);
    assertThat(data(without.resolve("report.html")).path("kernel").isMissingNode()).isTrue();
    Path run = directory.resolve("reported");
    Cli cli =
        Cli.run(
            "train",
            Cli.heat(directory),
            "--set",
            "ntkReport.every=10",
            "--set",
            "weights=fixed",
            "--set",
            "optimizer={gradient-descent: {rate: 1e-4, steps: 30}}",
            "--out",
            run,
            "--threads",
            1);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("on reports of the kernel");
    JsonNode kernel = data(run.resolve("report.html")).path("kernel");
    assertThat(kernel.path("note").asText()).contains("2/λ_max = ");
    List<String> titles = new ArrayList<>();
    kernel.path("charts").forEach(chart -> titles.add(chart.path("title").asText()));
    assertThat(titles)
        .containsExactly(
            "Eigenvalues of K",
            "Eigenvalues of Λ^½KΛ^½",
            "Drift",
            "Largest eigenvalue",
            "Condition",
            "Effective rank",
            "Alignment",
            "Decay");
    JsonNode spectra = kernel.path("charts").get(0).path("series");
    assertThat(spectra).hasSize(3);
    assertThat(spectra.get(1).path("name").asText()).isEqualTo("step 10");
    History rows = History.read(run.resolve("ntk.csv"), List.of("step"));
    assertThat(spectra.get(2).path("values").get(0).asDouble())
        .isCloseTo(rows.column("kernel.largest")[3], withinPercentage(1e-3));
    // Fixed weights do not drift.
    assertThat(kernel.path("charts").get(2).path("series")).hasSize(2);
    JsonNode decay = kernel.path("charts").get(7).path("series").get(1);
    assertThat(decay.path("x").toString()).isEqualTo("[0.0,10.0,20.0,30.0]");
    assertThat(decay.path("values").get(0).isNull()).isTrue();
    assertThat(decay.path("values").get(3).asDouble())
        .isCloseTo(rows.column("predictedNorm")[3], withinPercentage(1e-3));
    byte[] first = Files.readAllBytes(run.resolve("report.html"));
    assertThat(Cli.run("report", run).status()).isZero();
    assertThat(Files.readAllBytes(run.resolve("report.html"))).isEqualTo(first);
    Files.writeString(run.resolve("ntk.csv"), "step\n");
    assertThat(Cli.run("report", run).err())
        .contains("is not the ntk.csv of a run")
        .hasLineCount(1);
  }

  private static float[] floats(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getFloat();
    }
    return values;
  }

  @Test
  void whatUsersWriteCannotEndTheData() throws IOException {
    String title = "</title></script><script>alert(1)</script><!--";
    Cli cli =
        Cli.run(
            "train",
            Cli.heat(directory),
            "--set",
            "title=\"" + title + "\"",
            "--out",
            directory.resolve("out"),
            "--quiet");
    assertThat(cli.status()).as(cli.err()).isZero();
    Path report = directory.resolve("out").resolve("report.html");
    assertThat(Files.readString(report)).doesNotContain("<script>alert");
    assertThat(data(report).path("title").asText()).isEqualTo(title);
  }

  @Test
  void aSpoiltHistoryIsNamed() throws IOException {
    Path run = Cli.trained(directory);
    for (byte[] junk : new byte[][] {{}, {'x', '\n'}, {(byte) 0xC0, '\n'}}) {
      Files.write(run.resolve("metrics.csv"), junk);
      Cli cli = Cli.run("report", run);
      assertThat(cli.status()).isEqualTo(2);
      assertThat(cli.err()).contains("is not the metrics.csv of a run").hasLineCount(1);
    }
  }

  @Test
  void otherDirectoriesAreRefused() {
    Cli cli = Cli.run("report", directory);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("problem.yaml").hasLineCount(1);
    assertThat(Cli.run("report", directory.resolve("none")).status()).isEqualTo(2);
  }
}
