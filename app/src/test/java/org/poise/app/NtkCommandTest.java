package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NtkCommandTest {
  /** 40 + 10 + 5 + 5 residuals; 2×8 + 8, 8×8 + 8, 8×1 + 1 parameters. */
  private static final int ROWS = 60;

  private static final int PARAMETERS = 105;
  @TempDir private Path directory;

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  /** The numbers of an .npy file whose header takes 128 bytes. */
  private static double[] array(Path file, int size) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    double[] values = new double[size];
    assertThat(bytes).hasSize(128 + Double.BYTES * size);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(128)
        .asDoubleBuffer()
        .get(values);
    return values;
  }

  @Test
  void savesWhatComputesTheKernelAgain() throws IOException {
    Path saved = directory.resolve("saved");
    Cli cli =
        Cli.run(
            "ntk",
            Cli.heat(directory),
            "--save",
            saved,
            "--save-jacobian",
            "--decay",
            3,
            "--threads",
            1);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("60 residuals", "105 parameters", "effective rank");
    double[] k = array(saved.resolve("kernel.npy"), ROWS * ROWS);
    double[] j = array(saved.resolve("jacobian.npy"), ROWS * PARAMETERS);
    for (int a = 0; a < ROWS; a++) {
      for (int b = 0; b < ROWS; b++) {
        double product = 0;
        double size = 0;
        for (int i = 0; i < PARAMETERS; i++) {
          product += j[a * PARAMETERS + i] * j[b * PARAMETERS + i];
          size += Math.abs(j[a * PARAMETERS + i] * j[b * PARAMETERS + i]);
        }
        assertThat(k[a * ROWS + b]).isCloseTo(product, offset(1e-13 * size));
      }
    }
    JsonNode summary = json(Files.readString(saved.resolve("summary.json")));
    JsonNode manifest = json(Files.readString(saved.resolve("manifest.json")));
    double trace = 0;
    for (int b = 0; b < 4; b++) {
      JsonNode block = manifest.path("blocks").path(b);
      double diagonal = 0;
      for (int r = 0; r < block.path("rows").asInt(); r++) {
        int row = block.path("firstRow").asInt() + r;
        diagonal += k[row * ROWS + row];
      }
      assertThat(summary.path("blocks").path(b).path("trace").asDouble())
          .isCloseTo(diagonal, offset(1e-12 * diagonal));
      trace += diagonal;
    }
    double[] eigenvalues = array(saved.resolve("eigenvalues-kernel.npy"), ROWS);
    double sum = 0;
    for (double eigenvalue : eigenvalues) {
      sum += eigenvalue;
    }
    assertThat(sum).isCloseTo(trace, offset(1e-12 * trace));
    assertThat(array(saved.resolve("points-inside.npy"), 80)).doesNotContain(0);
    assertThat(array(saved.resolve("parameters.npy"), PARAMETERS)).isNotEmpty();
    JsonNode last = manifest.path("tensors").path(5);
    assertThat(last.path("offset").asInt()).isEqualTo(PARAMETERS - 1);
    assertThat(manifest.path("blocks").path(0).path("residual").asText())
        .isEqualTo("u_t - k * u_xx");
    assertThat(Files.readString(saved.resolve("report.html"))).contains("Decay by eigenvector");
    assertThat(json(Cli.run("check", saved.resolve("problem.yaml"), "--json").out()).path("rows"))
        .isEqualTo(json("60"));
  }

  /**
   * Under wang, the inverse weights add up to one; the file's fixed weights take their place in Λ.
   */
  @Test
  void weightsFollowFromTheTraces() throws IOException {
    Path heat = Cli.heat(directory);
    JsonNode weights = json(Cli.run("ntk", heat, "--json", "--threads", 1).out()).path("weights");
    double sum = 0;
    for (JsonNode weight : weights.path("wang")) {
      sum += 1 / weight.asDouble();
    }
    assertThat(sum).isCloseTo(1, offset(1e-14));
    assertThat(weights.path("lambda")).isEqualTo(weights.path("wang"));
    Cli fixed = Cli.run("ntk", heat, "--json", "--set", "weights={fixed: {ends: 7}}");
    assertThat(json(fixed.out()).path("weights").path("lambda"))
        .isEqualTo(json("{\"heat\": 1.0, \"initial\": 1.0, \"ends\": 7.0}"));
  }

  @Test
  void aTrainedModelHasDrifted() throws IOException {
    Path run = Cli.trained(directory);
    Cli cli = Cli.run("ntk", run.resolve("problem.yaml"), "--model", run, "--json");
    assertThat(cli.status()).as(cli.err()).isZero();
    JsonNode drift = json(cli.out()).path("drift");
    assertThat(drift.path("kernel").asDouble()).isBetween(1e-4, 1.0);
    assertThat(drift.path("parameters").asDouble()).isBetween(1e-4, 1.0);
    Cli other =
        Cli.run("ntk", Cli.heat(directory), "--model", run, "--set", "networks.main.mlp.width=9");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("does not fit").hasLineCount(1);
  }

  /** A wider network drifts less. */
  @Test
  void widthsAreCompared() throws IOException {
    Cli cli =
        Cli.run(
            "ntk",
            Cli.heat(directory),
            "--widths",
            "4,16,64",
            "--steps",
            20,
            "--json",
            "--set",
            "optimizer={gradient-descent: {rate: 1e-3}}");
    assertThat(cli.status()).as(cli.err()).isZero();
    JsonNode widths = json(cli.out()).path("widths");
    JsonNode rows = widths.path("rows");
    assertThat(rows).hasSize(3);
    // 2w + w, w² + w, w + 1
    assertThat(rows.path(2).path("parameters").asInt()).isEqualTo(64 * 64 + 5 * 64 + 1);
    double narrow = rows.path(0).path("drift").path("kernel").asDouble();
    double wide = rows.path(2).path("drift").path("kernel").asDouble();
    assertThat(wide).isLessThan(narrow);
    double exponent = widths.path("exponent").path("kernel").asDouble();
    // With log-widths evenly apart, the fit is the slope between the ends.
    assertThat(exponent).isCloseTo(Math.log(wide / narrow) / Math.log(16), offset(1e-12));
  }

  /**
   * The oracle is the Jacobian that the command saves: ∇L_i = Jᵀ(2r/N_i) and Jᵀ1 on the rows of i.
   */
  @Test
  void lookAlikesAreThoseOfTheJacobian() throws IOException {
    Path saved = directory.resolve("saved");
    Cli cli = Cli.run("ntk", Cli.heat(directory), "--save", saved, "--save-jacobian");
    assertThat(cli.out()).contains("look-alikes", "1ᵀK_ii1", "root-loss-gradient");
    double[] j = array(saved.resolve("jacobian.npy"), ROWS * PARAMETERS);
    double[] r = array(saved.resolve("residuals.npy"), ROWS);
    JsonNode all = json(Files.readString(saved.resolve("summary.json"))).path("lookAlikes");
    int[][] blocks = {{0, 40}, {40, 10}, {50, 5}, {55, 5}};
    for (int b = 0; b < 4; b++) {
      JsonNode block = all.path("blocks").path(b);
      assertQuantity(block.path("summed-gradient"), quantities(j, r, blocks[b])[0]);
      assertQuantity(block.path("gradient-norm"), quantities(j, r, blocks[b])[1]);
      assertQuantity(block.path("root-loss-gradient"), quantities(j, r, blocks[b])[2]);
    }
    double[] heat = quantities(j, r, blocks[0]);
    double[] initial = quantities(j, r, blocks[1]);
    double[] ends = quantities(j, r, blocks[2], blocks[3]);
    String[] labels = {"summed-gradient", "gradient-norm", "root-loss-gradient"};
    for (int k = 0; k < 3; k++) {
      double weight = (heat[k] + initial[k] + ends[k]) / ends[k];
      assertQuantity(all.path("weights").path(labels[k]).path("ends"), weight);
      double ofTrace = all.path("weights").path("trace").path("ends").asDouble();
      assertQuantity(all.path("ratios").path(labels[k]).path("ends"), weight / ofTrace);
    }
  }

  private static void assertQuantity(JsonNode seen, double expected) {
    assertThat(seen.asDouble()).isCloseTo(expected, offset(1e-10 * expected));
  }

  /** 1ᵀK1, ‖∇L‖ and ‖∇√L‖ of the rows of some blocks, given by first row and rows. */
  private static double[] quantities(double[] j, double[] r, int[]... blocks) {
    double[] summed = new double[PARAMETERS];
    double[] gradient = new double[PARAMETERS];
    double loss = 0;
    for (int[] block : blocks) {
      for (int row = block[0]; row < block[0] + block[1]; row++) {
        loss += r[row] * r[row] / block[1];
        for (int k = 0; k < PARAMETERS; k++) {
          summed[k] += j[row * PARAMETERS + k];
          gradient[k] += 2 * r[row] / block[1] * j[row * PARAMETERS + k];
        }
      }
    }
    double square = 0;
    double norm = 0;
    for (int k = 0; k < PARAMETERS; k++) {
      square += summed[k] * summed[k];
      norm += gradient[k] * gradient[k];
    }
    return new double[] {square, Math.sqrt(norm), Math.sqrt(norm) / (2 * Math.sqrt(loss))};
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    Path heat = Cli.heat(directory);
    refused("is not empty", "ntk", heat, "--save", directory);
    refused("--save-jacobian needs --save", "ntk", heat, "--save-jacobian");
    refused("--steps says", "ntk", heat, "--steps", 5);
    refused("--widths must be", "ntk", heat, "--widths", "10,0");
    refused("twice", "ntk", heat, "--widths", "10,10");
    refused("--decay must be", "ntk", heat, "--decay", 0);
    refused("did you mean 'sketch'", "ntk", heat, "--estimators", "exact, skech");
    refused("probes must be", "ntk", heat, "--estimators", "sketch: {probes: 0}");
    refused("there is nothing", "ntk", heat, "--estimators", "sketch,,exact");
    refused("in the list already", "ntk", heat, "--estimators", "sketch, sketch: {probes: 1}");
    refused("at a single point", "ntk", heat, "--estimators", "tracked");
    refused("no model", "ntk", heat, "--model", directory.resolve("none"));
    refused("46,340", "ntk", heat, "--set", "points.inside.count=60000");
  }

  private static void refused(String why, Object... arguments) {
    Cli cli = Cli.run(arguments);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains(why).hasLineCount(1);
  }

  @Test
  void whatIsNotFiniteEndsWithStatusOneAndNothingWritten() throws IOException {
    Path saved = directory.resolve("saved");
    Cli cli =
        Cli.run(
            "ntk",
            Cli.heat(directory),
            "--save",
            saved,
            "--set",
            "equations.initial.residual=u - log(-x)");
    assertThat(cli.status()).as(cli.err()).isEqualTo(1);
    assertThat(cli.err()).contains("'initial'").hasLineCount(1);
    assertThat(saved).doesNotExist();
  }
}
