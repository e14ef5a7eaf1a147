package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.network.Tensor;
import org.poise.training.ModelFile;
import org.poise.training.Trainer;

class PredictCommandTest {
  @TempDir private static Path directory;
  private static Path run = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    run = Cli.trained(directory);
  }

  private static Cli predict(String csv, Object... options) throws IOException {
    Path in = Files.writeString(directory.resolve("points.csv"), csv);
    Object[] arguments = new Object[4 + options.length];
    arguments[0] = "predict";
    arguments[1] = run;
    arguments[2] = "--in";
    arguments[3] = in;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return Cli.run(arguments);
  }

  @Test
  void coordinatesComeInAnyOrderAndFurtherColumnsPassThrough() throws IOException {
    Cli one = predict("x,t\n0.25,0.5\n");
    Cli other = predict("t,place,x\n0.5,\"a, b\",0.25\n");
    assertThat(one.status()).as(one.err()).isZero();
    List<String> lines = other.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("t,place,x,u,flux");
    assertThat(lines.get(1)).startsWith("0.5,\"a, b\",0.25,");
    assertThat(lines.get(1).substring("0.5,\"a, b\",0.25,".length()))
        .isEqualTo(one.out().lines().toList().get(1).substring("0.25,0.5,".length()));
  }

  @Test
  void exactValuesAndErrorsAreAdded() throws IOException {
    Cli cli = predict("x,t\n0.5,0\n", "--exact");
    List<String> lines = cli.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("x,t,u,flux,u_exact,u_error");
    double[] row = List.of(lines.get(1).split(",")).stream().mapToDouble(Double::valueOf).toArray();
    assertThat(row[4]).isEqualTo(1);
    assertThat(row[5]).isEqualTo(row[2] - row[4]);
  }

  @Test
  void manyPointsGoThroughInBatches() throws IOException {
    StringBuilder csv = new StringBuilder("x,t\n");
    for (int i = 0; i < 9000; i++) {
      csv.append(i / 9000.0).append(",0.5\n");
    }
    Path out = directory.resolve("many.csv");
    Cli cli = predict(csv.toString(), "--out", out);
    assertThat(cli.status()).as(cli.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(9001);
    String alone = predict("x,t\n" + 8999 / 9000.0 + ",0.5\n").out().lines().toList().get(1);
    assertThat(lines.getLast()).isEqualTo(alone);
  }

  @Test
  void wrongLinesAreNamed() throws IOException {
    wrong("x,t\n0,0\n0.5,zero\n", "line 3", "t must be a finite number");
    wrong("x,t\n0,0\n0.5\n", "line 3", "1 values");
    wrong("x,t\n0,NaN\n", "line 2", "finite");
    wrong("x,y\n0,0\n", "no column 't'");
    wrong("x,x,t\n0,0,0\n", "two columns 'x'");
    wrong("x,t,u\n0,0,0\n", "column 'u'", "rename");
    wrong("", "empty", "x,t");
  }

  private static void wrong(String csv, String... words) throws IOException {
    Path out = directory.resolve("wrong.csv");
    Cli cli = predict(csv, "--out", out);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains(words).hasLineCount(1);
    assertThat(out).doesNotExist();
    assertThat(directory.resolve("wrong.csv.new")).doesNotExist();
  }

  @Test
  void pointsOutsideAreEvaluatedWithAWarning() throws IOException {
    Cli cli = predict("x,t\n0,0\n2,0\n3,0\n");
    assertThat(cli.status()).isZero();
    assertThat(cli.err()).contains("line 3", "x = 2 is outside", "1 further");
  }

  @Test
  void whatHoldsNoPointsIsRefused() throws IOException {
    Cli of = Cli.run("predict", run, "--in", directory);
    assertThat(of.status()).isEqualTo(2);
    assertThat(of.err()).contains("is a directory").hasLineCount(1);
    Path junk = Files.write(directory.resolve("junk"), new byte[] {(byte) 0xC0, 1, 2});
    Cli bytes = Cli.run("predict", run, "--in", junk);
    assertThat(bytes.status()).isEqualTo(2);
    assertThat(bytes.err()).contains("junk is not CSV: it is not text in UTF-8").hasLineCount(1);
  }

  @Test
  void placesThatCannotBeWrittenAreRefused() throws IOException {
    String csv = "x,t\n0,0\n";
    Path points = directory.resolve("points.csv");
    assertThat(predict(csv, "--out", points).err()).contains("the same file").hasLineCount(1);
    assertThat(points).hasContent(csv);
    Cli nowhere = predict(csv, "--out", directory.resolve("none").resolve("x.csv"));
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("there is no directory").hasLineCount(1);
    assertThat(predict(csv, "--out", directory).err()).contains("is a directory");
  }

  @Test
  void missingModelsAreNamed() {
    Cli cli = Cli.run("predict", directory.resolve("nothing"));
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("there is no model").hasLineCount(1);
  }

  /** A point in another subdomain has the values of the networks there, in any company. */
  @Test
  void everyPointHasTheNetworkOfItsSubdomain() throws IOException {
    Path divided = directory.resolve("divided");
    Cli trained =
        Cli.run(
            "train",
            Cli.heat(directory),
            "--out",
            divided,
            "--threads",
            1,
            "--quiet",
            "--steps",
            2,
            "--set",
            "subdomains={t: [0.5]}");
    assertThat(trained.status()).as(trained.err()).isZero();
    Path in = Files.writeString(directory.resolve("sides.csv"), "x,t\n.3,.7\n.3,.2\n.3,.5\n");
    double[] u = new double[3];
    Cli cli = Cli.run("predict", divided, "--in", in);
    List<String> lines = cli.out().lines().toList();
    for (int i = 0; i < 3; i++) {
      u[i] = Double.parseDouble(lines.get(1 + i).split(",")[2]);
    }
    double below = value(divided, 0, 0.3, 0.2);
    assertThat(u[1]).isCloseTo(below, Offset.offset(1e-14));
    assertThat(u[0]).isCloseTo(value(divided, 1, 0.3, 0.7), Offset.offset(1e-14));
    assertThat(u[2]).isCloseTo(value(divided, 1, 0.3, 0.5), Offset.offset(1e-14));
    assertThat(value(divided, 1, 0.3, 0.2)).isNotCloseTo(below, Offset.offset(1e-6));
  }

  /** One network of the run by plain loops: inputs normalised to its half of t, tanh, tanh, u. */
  private static double value(Path run, int half, double x, double t) throws IOException {
    Experiment experiment = ProblemFile.read(run.resolve("problem.yaml"));
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      ModelFile model = ModelFile.read(run.resolve("model.safetensors"));
      double[] theta = trainer.initialFrom(model).theta();
      double[] h = {
        (x - 0.5) / StrictMath.sqrt(1 / 12.0),
        (t - (half == 0 ? 0.25 : 0.75)) / StrictMath.sqrt(0.25 / 12)
      };
      for (int layer = 0; layer < 3; layer++) {
        String name = "main@" + (half + 1) + "." + layer;
        Tensor weight = trainer.compiled().layout().tensor(name + ".weight");
        Tensor bias = trainer.compiled().layout().tensor(name + ".bias");
        double[] next = new double[weight.columns()];
        for (int o = 0; o < next.length; o++) {
          next[o] = theta[bias.offset() + o];
          for (int i = 0; i < h.length; i++) {
            next[o] += h[i] * theta[weight.offset() + i * weight.columns() + o];
          }
          next[o] = layer < 2 ? StrictMath.tanh(next[o]) : next[o];
        }
        h = next;
      }
      return h[0];
    }
  }
}
