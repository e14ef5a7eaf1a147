package org.poise.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.poise.experiment.ProblemTexts.EVERYTHING;
import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.ntk.ExactTraces;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Decay;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Lbfgs;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.Reference;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.problem.TrainableCoefficient;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.NtkWeighting;

class ProblemFileTest {
  private static final Path PROBLEMS = Path.of("../problems");
  private static final Path WAVE = PROBLEMS.resolve("wave1d.yaml");

  @TempDir Path directory;

  private Experiment read(String text, String... overrides) {
    return ProblemFile.read("test.yaml", text, directory, List.of(overrides));
  }

  static Stream<Path> problems() throws IOException {
    try (Stream<Path> files = Files.list(PROBLEMS)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyProblemReadsBackEqual(Path file) {
    Experiment experiment = ProblemFile.read(file);
    String text = ProblemFile.write(experiment);
    assertThat(read(text)).isEqualTo(experiment);
    assertThat(ProblemFile.write(read(text))).isEqualTo(text);
  }

  @Test
  void javaAndYamlGiveTheSame() {
    Problem wave =
        Problem.builder("One-dimensional wave equation, two modes")
            .cite("doi:10.1016/j.jcp.2021.110768")
            .domain("x", 0, 1)
            .domain("t", 0, 1)
            .constant("c", 2)
            .fields("u")
            .points("inside", interior(300))
            .points("start", at("t", 0, 100))
            .points("left", at("x", 0, 100))
            .points("right", at("x", 1, 100))
            .equation("wave", "inside", "u_tt - c^2 * u_xx")
            .equation("initial", "start", "u - (sin(pi*x) + sin(4*pi*x)/2)", "u")
            .equation("velocity", "start", "u_t")
            .equation("left", "left", "u", "u")
            .equation("right", "right", "u", "u")
            .exact("u", "sin(pi*x)*cos(2*pi*t) + sin(4*pi*x)*cos(8*pi*t)/2")
            .build();
    Experiment experiment =
        Experiment.builder(wave)
            .network("main", Mlp.of(3, 500, Activation.TANH))
            .sampling(Sampler.UNIFORM, 1)
            .weights(new NtkWeighting(new ExactTraces(), Convention.WANG, 100, 0))
            .optimizer(Adam.of(1e-3, 80_000).withDecay(new Decay(0.9, 1000, false)))
            .seed(1234)
            .build();
    assertThat(ProblemFile.read(WAVE)).isEqualTo(experiment);
    assertThat(experiment.problem().groups()).containsExactly("wave", "u", "velocity");
    assertThat(experiment.steps()).isEqualTo(80_000);
  }

  @Test
  void gradientDescentTakesItsRateFromTheKernel() {
    Experiment e = read(EVERYTHING, "optimizer={gradient-descent: {rate: auto, steps: 5}}");
    assertThat(e.optimizers()).containsExactly(new GradientDescent(null, null, 0, 0, 5));
    assertThat(read(ProblemFile.write(e)).optimizers()).isEqualTo(e.optimizers());
    assertThatThrownBy(() -> read(EVERYTHING, "optimizer={adam: {rate: auto}}"))
        .hasMessageContaining("optimizer.adam.rate");
  }

  @Test
  void readsEveryKey() {
    Experiment e = read(EVERYTHING);
    Problem p = e.problem();
    assertThat(p.title()).isEqualTo("Everything: at once");
    assertThat(p.domain().interval(0).lower()).isEqualTo(-Math.PI);
    assertThat(p.domain().interval(0).upper()).isEqualTo(2 * Math.PI);
    assertThat(p.constants()).isEqualTo(Map.of("L", 2.0, "nu", 0.01 / Math.PI));
    assertThat(p.coefficients())
        .containsExactly(
            new TrainableCoefficient("k", 0.1, 0, 1), TrainableCoefficient.of("a", -3));
    assertThat(p.fields()).containsExactly("N", "q");
    assertThat(p.quantities().keySet()).containsExactly("u", "w", "flux");
    assertThat(p.quantities().get("flux")).hasToString("-(k*(x*d(N, x1)))");
    assertThat(p.pointSets())
        .containsExactly(
            new PointSet("inside", new PointSet.Interior(), 100, Sampler.SOBOL),
            new PointSet("edge", new PointSet.Face(Map.of(0, 0.0, 1, 0.5)), 7, null),
            new PointSet("corner", new PointSet.Face(Map.of(0, 0.0, 1, 0.5, 2, 0.0)), 1, null),
            new PointSet("pair", new PointSet.Periodic(1), 5, null));
    assertThat(p.equations().get(2).group()).isEqualTo("other");
    assertThat(p.groups()).containsExactly("pde", "other", "around");
    assertThat(e.networks())
        .containsExactly(
            new Network(
                "first",
                List.of("N"),
                new Mlp(List.of(3, 4), Activation.TANH),
                Initializer.NTK,
                Normalization.none(3)),
            new Network(
                "second",
                List.of("q"),
                Mlp.of(4, 64, Activation.SIN),
                Initializer.GLOROT_NORMAL,
                new Normalization(new double[] {0, 0.5, 1}, new double[] {1, 1.0 / 3, 2})));
    assertThat(e.weights()).isEqualTo(new Fixed(Map.of("other", 10.0)));
    assertThat(e.optimizers())
        .containsExactly(
            Adam.of(1e-3, 20).withWarmup(3).withClip(1).withDecay(new Decay(0.5, 10, true)),
            Lbfgs.of(1000));
    assertThat(e.stop()).isEqualTo(new Stop(1e-4, 50, 0.5));
    assertThat(e.checkpoint()).isEqualTo(new CheckpointPolicy(7, 3));
    assertThat(e.validation()).isEqualTo(new ValidationPolicy(9, List.of(3, 4, 5), 11));
    assertThat(e.ntkReport()).isEqualTo(new NtkReportPolicy(8, 6));
    // 6 of the 100 and of the 7 points, one, and all 5 of the pairs.
    assertThat(e.ntkReportRows()).isEqualTo(6 + 6 + 1 + 5);
    assertThat(e.rows()).isEqualTo(100 + 7 + 1 + 5);
    assertThat(e.seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
  }

  @Test
  void fillsInDefaults() {
    Experiment e =
        read(
            """
            title: Least
            domain: {x: [0, 1]}
            points: {inside: {count: 10}}
            equations: {pde: {on: inside, residual: u_xx - 1}}
            networks: {main: {fields: [u]}}
            """);
    assertThat(e.sampling()).isEqualTo(new Sampling(Sampler.UNIFORM, 0));
    assertThat(e.weights()).isEqualTo(NtkWeighting.exact());
    assertThat(e.optimizers()).containsExactly(Adam.of(1e-3, 10_000));
    assertThat(e.stop()).isEqualTo(Stop.never());
    assertThat(e.checkpoint()).isEqualTo(new CheckpointPolicy(1000, 2));
    assertThat(e.validation()).isEqualTo(new ValidationPolicy(100, List.of(), 200));
    assertThat(e.ntkReport()).isNull();
    assertThat(e.seed()).isZero();
    assertThat(e.networks().getFirst().architecture()).isEqualTo(Mlp.of(4, 64, Activation.TANH));
    Normalization normalization = e.networks().getFirst().normalization();
    assertThat(normalization.mean()).containsExactly(0.5);
    assertThat(normalization.deviation()[0]).isEqualTo(Math.sqrt(1.0 / 12));
    assertThat(e)
        .isEqualTo(
            Experiment.builder(e.problem())
                .network("main", Mlp.of(4, 64, Activation.TANH))
                .build());
  }

  @Test
  void readsAReferenceBesideTheFile() throws IOException {
    Files.writeString(directory.resolve("u.csv"), "x,u\n0,1\n0.5,2e0\n1,-3\n");
    String text =
        """
        title: Least
        domain: {x: [0, 1]}
        points: {inside: {count: 10}}
        equations: {pde: {on: inside, residual: u_xx - 1}}
        reference: {file: u.csv}
        networks: {main: {fields: [u]}}
        """;
    Experiment e = read(text);
    Reference reference = requireNonNull(e.problem().reference());
    assertThat(reference.names()).containsExactly("u");
    assertThat(reference.points()).containsExactly(0, 0.5, 1);
    assertThat(reference.values()).containsExactly(1, 2, -3);
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    Files.writeString(directory.resolve("reference.csv"), reference.csv(List.of("x")));
    assertThat(ProblemFile.write(e, "reference.csv")).contains("file: reference.csv");
    assertThat(read(ProblemFile.write(e, "reference.csv"))).isEqualTo(e);
  }

  @Test
  void writesAwkwardTextsSoThatTheyReadBack() {
    for (String title :
        List.of("yes", "12", "a # b", "- x", "é\"\\'", "[", "a: b", "*x", "null", "~")) {
      Experiment e = read(EVERYTHING, "title='" + title.replace("'", "''") + "'");
      assertThat(e.problem().title()).isEqualTo(title);
      assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{on: inside, residual: u_xx + vv} | 3:38",
        "{on: inside, residual:    u_xx   +   vv} | 3:45",
        "{on: inside, residual: 'u_xx + vv'} | 3:39",
        "{on: inside, residual: \"u_xx\\n + vv\"} | 3:41",
        "{on: inside, residual:\n    u_xx +\n    vv} | 5:5",
        "\n    on: inside\n    residual: |2-\n      u_xx\n\n      + vv | 8:9",
        "\n    on: inside\n    residual: >-\n      -vv + u_xx | 6:8",
        "\n    on: inside\n    residual: é + vv | 5:15",
      })
  void findsThePlaceInTheFormula(String equationAndPlace) {
    String[] parts = equationAndPlace.split(" \\| ");
    String text =
        """
        title: Least
        equations:
          pde: %s
        domain: {x: [0, 1]}
        points: {inside: {count: 10}}
        networks: {main: {fields: [u]}}
        """
            .formatted(parts[0]);
    assertThatThrownBy(() -> read(text))
        .hasMessageStartingWith("test.yaml:" + parts[1] + ": equations.pde.residual: ");
  }
}
