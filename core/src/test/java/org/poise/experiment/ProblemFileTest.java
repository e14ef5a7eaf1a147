package org.poise.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.poise.network.ChebyshevKan;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.TraceEstimator;
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

  private static final String EVERYTHING =
      """
      title: "Everything: at once"
      cite: doi:10/1
      domain: {x: [-pi, L*pi], y: [0, 1], x1: [0, 2]}
      parameters: {L: 2, nu: 0.01/pi, k: {trainable: 0.1, min: 0, max: 1}, a: {trainable: -3}}
      transforms: {u: x*N, w: u + q}
      outputs:
        flux: -k*d(u, x1)
      points:
        inside: {count: 1e2, sampler: sobol}
        edge: {at: {x: 0, y: 1/2}, count: 7}
        corner: {at: {x: 0, y: 0.5, x1: 0}}
        pair: {periodic: y, count: 5}
      equations:
        pde:
          on: inside
          residual: >
            d(u, x1, x1)
              + nu*w_xx
        other: {on: edge, residual: 'u - 1'}
        point: {on: corner, residual: q, group: other}
        around: {on: pair, residual: jump(u)}
      exact: {u: sin(x)}
      networks:
        first: {fields: [N], mlp: {widths: [3, 4]}, initializer: ntk, normalize: false}
        second:
          fields: q
          mlp: {activation: sin}
          normalize: {x: [0, 1], y: [0.5, 1/3], x1: [1, 2]}
      weights: {fixed: {other: 10}}
      optimizer:
        - adam: {steps: 20, warmup: 3, clip: 1, decay: {factor: 0.5, every: 10, staircase: true}}
        - lbfgs
      stop: {target: 1e-4, patience: 50, minutes: 0.5}
      checkpoint: {every: 7, keep: 3}
      validation: {every: 9, grid: [3, 4, 5], heldOut: 11}
      ntkReport: {every: 8, points: 6}
      seed: -9223372036854775808
      """;

  private static final String LEAST =
      """
      title: Least
      domain: {x: [0, 1]}
      points: {inside: {count: 10}}
      equations: {pde: {on: inside, residual: u_xx - 1}}
      networks: {main: {fields: [u]}}
      """;

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
  void embeddingsComeBackAsTheyWere() {
    PeriodicEmbedding periodic = PeriodicEmbedding.of(Map.of(0, 1.5, 1, 2.0));
    Experiment e =
        read(
            EMBEDDED + "{periodic: {x: 3/2, t: }, fourier: {features: 9, scale: 2}}}}\nseed: 42\n");
    assertThat(e.networks().getFirst().embeddings())
        .containsExactly(periodic, new FourierFeatures(9, 2, false, 42));
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    assertThat(e.withSeed(7).networks().getFirst().embeddings().getLast())
        .isEqualTo(new FourierFeatures(9, 2, false, 7));
    assertThat(read(EMBEDDED + "{fourier: {}}}}").networks().getFirst().embeddings())
        .containsExactly(new FourierFeatures(128, 1, false, 0));
    assertThat(read(EMBEDDED + "{periodic: t}}}").networks().getFirst().embeddings())
        .containsExactly(PeriodicEmbedding.of(Map.of(1, 2.0)));
    assertThat(read(EMBEDDED + "{}}}").networks().getFirst().embeddings()).isEmpty();
    assertThat(read(EMBEDDED + "{}}}", "networks.main.embedding.periodic=[x, t]"))
        .isEqualTo(read(EMBEDDED + "{periodic: {x: 1, t: 2}}}}"));
    assertThat(
            read(EMBEDDED + "{periodic: x}}}", "networks.main.embedding.fourier.scale=5")
                .networks()
                .getFirst()
                .embeddings())
        .containsExactly(
            PeriodicEmbedding.of(Map.of(0, 1.0)), new FourierFeatures(128, 5, false, 0));
  }

  @Test
  void embeddingsInJavaAreThoseOfTheFile() {
    Experiment e = read(EMBEDDED + "{periodic: x, fourier: {features: 9}}}}\nseed: 3");
    Experiment java =
        Experiment.builder(e.problem())
            .network(
                "main",
                Mlp.of(4, 64, Activation.TANH),
                n ->
                    n.withEmbeddings(
                        List.of(PeriodicEmbedding.of(Map.of(0, 1.0)), new FourierFeatures(9, 1))))
            .seed(3)
            .build();
    assertThat(java).isEqualTo(e);
    assertThatThrownBy(() ->
            Experiment.builder(e.problem())
                .network(
                    "main",
                    Mlp.of(4, 64, Activation.TANH),
                    n -> n.withEmbeddings(List.of(PeriodicEmbedding.of(Map.of(2, 1.0)))))
                .build())
        .hasMessageContaining("networks.main.embedding.periodic: there is no coordinate 2");
    Network network = e.networks().getFirst();
    assertThatThrownBy(() -> network.withEmbeddings(network.embeddings().reversed()))
        .hasMessageContaining("a periodic embedding, then Fourier features");
  }

  @Test
  void trainableFrequenciesComeBackAsTheyWere() {
    Experiment e = read(EMBEDDED + "{fourier: {features: 9, trainable: true}}}}");
    assertThat(e.networks().getFirst().embeddings())
        .containsExactly(new FourierFeatures(9, 1, true, 0));
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    assertThat(e).isNotEqualTo(read(EMBEDDED + "{fourier: {features: 9}}}}"));
  }

  @Test
  void chebyshevNetworksComeBackAsTheyWere() {
    String none = EMBEDDED + "}}";
    Experiment e = read(none, "networks.main.chebyshev-kan={widths: [8, 6], degree: 3}");
    assertThat(e.networks().getFirst().architecture())
        .isEqualTo(new ChebyshevKan(List.of(8, 6), 3));
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    Experiment uniform = read(none, "networks.main.chebyshev-kan={layers: 3, width: 7}");
    assertThat(uniform.networks().getFirst().architecture()).isEqualTo(ChebyshevKan.of(3, 7, 5));
    assertThat(read(ProblemFile.write(uniform))).isEqualTo(uniform);
    assertThat(read(none, "networks.main.chebyshev-kan={}").networks().getFirst().architecture())
        .isEqualTo(ChebyshevKan.of(2, 8, 5));
    assertThatThrownBy(
            () -> read(none, "networks.main.chebyshev-kan={}", "networks.main.mlp.layers=2"))
        .hasMessageContaining("give one of mlp, chebyshev-kan;");
  }

  private static final String EMBEDDED =
      """
      title: Least
      domain: {x: [0, 1], t: [1, 3]}
      points: {inside: {count: 10}}
      equations: {pde: {on: inside, residual: u_xx - 1}}
      networks: {main: {fields: [u], embedding:\
      """;

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
  void overridesReachEveryKey() {
    Experiment e =
        ProblemFile.read(
            WAVE,
            List.of(
                "weights=fixed",
                "checkpoint.every=100",
                "networks.main.mlp.width=64",
                "optimizer.adam.steps=10",
                "optimizer.adam.steps=1e2",
                "parameters.c=sqrt(2)",
                "points.inside.count=7",
                "ntkReport.every=500",
                "cite=null",
                "title='a: b'"));
    assertThat(e.weights()).isEqualTo(Fixed.ones());
    assertThat(e.checkpoint()).isEqualTo(new CheckpointPolicy(100, 2));
    assertThat(e.ntkReport()).isEqualTo(NtkReportPolicy.every(500));
    assertThat(e.networks().getFirst().architecture()).isEqualTo(Mlp.of(3, 64, Activation.TANH));
    assertThat(e.optimizers().getFirst().steps()).isEqualTo(100);
    assertThat(e.problem().constants()).containsEntry("c", Math.sqrt(2));
    assertThat(e.problem().pointSets().getFirst().count()).isEqualTo(7);
    assertThat(e.problem().cite()).isNull();
    assertThat(e.problem().title()).isEqualTo("a: b");
  }

  @Test
  void overridesReachIntoLists() {
    assertThat(read(EVERYTHING, "optimizer.0.adam.steps=5").optimizers().getFirst().steps())
        .isEqualTo(5);
    assertThat(read(EVERYTHING, "optimizer.adam.steps=6").optimizers().getFirst().steps())
        .isEqualTo(6);
    assertThat(read(EVERYTHING, "optimizer.lbfgs.steps=8").optimizers().get(1))
        .isEqualTo(Lbfgs.of(8));
    assertThat(read(EVERYTHING, "optimizer.1=adam").optimizers().get(1))
        .isEqualTo(Adam.of(1e-3, 10_000));
    assertThat(read(EVERYTHING, "weights=ntk", "weights.ntk.every=3").weights())
        .isEqualTo(new NtkWeighting(new ExactTraces(), Convention.WANG, 3, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weights=fixd | weights: unknown choice 'fixd'; did you mean 'fixed'?",
        "checkpiont.every=100 | unknown key 'checkpiont'; did you mean 'checkpoint'?",
        "networks.first.mlp.widht=3 | networks.first.mlp: unknown key 'widht'; did you mean 'width'?",
        "optimizer.0.adam.steps=-1 | optimizer.0.adam.steps: steps must be at least 1, not -1",
        "optimizer.7.adam.steps=1 | optimizer: the list has no item '7'; give an index from 0 to 1",
        "equations.pde.residual=v_xx | equations.pde.residual: unknown name 'v_xx'",
        "points.inside={count: 3 | not readable as YAML",
        "ntkReport.every=0 | ntkReport.every: every must be at least 1, not 0",
        "ntkReport.points=-1 | ntkReport.points: points must be at least 0, not -1",
        "ntkReport=500 | ntkReport: expected keys with values, not '500'; keys: every, points",
        "ntkReport={points: 5} | ntkReport: 'every' is missing; give it, such as 'every: 500'",
        "seed | give keys with dots between, and a value",
        "=3 | give keys with dots between, and a value",
        "a..b=3 | give keys with dots between, and a value",
        "title.words=3 | title: expected a text, not a mapping",
      })
  void namesTheOverrideAtFault(String overrideAndMessage) {
    String[] parts = overrideAndMessage.split(" \\| ");
    assertThatThrownBy(() -> read(EVERYTHING, parts[0]))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith("--set " + parts[0] + ": " + parts[1]);
  }

  @Test
  void namesAChoiceThatAnOverrideAdds() {
    String one = LEAST + "optimizer: {adam: {steps: 5}}\n";
    assertThatThrownBy(() -> read(one, "optimizer.lbfgs.steps=4"))
        .hasMessage(
            "--set optimizer.lbfgs.steps=4: optimizer: the file chooses adam, and this adds lbfgs"
                + " beside it; to have lbfgs instead, put --set optimizer=lbfgs before");
    assertThat(read(one, "optimizer=lbfgs", "optimizer.lbfgs.steps=4").optimizers())
        .containsExactly(Lbfgs.of(4));
    assertThatThrownBy(() -> read(one, "networks.mian.mlp.width=4"))
        .hasMessageStartingWith(
            "--set networks.mian.mlp.width=4: networks: no network is called 'mian'; did you mean"
                + " 'main'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parameters.b=2*a | parameters.b",
        "exact.u=a*x | exact.u",
        "domain.x=[0, a] | domain.x",
        "optimizer.adam.rate=a | optimizer.adam.rate"
      })
  void trainableParametersAreNoNumbers(String overrideAndPath) {
    String[] parts = overrideAndPath.split(" \\| ");
    String text = LEAST + "parameters: {a: {trainable: 1}}\n";
    assertThatThrownBy(() -> read(text, parts[0]))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith("--set " + parts[0] + ": " + parts[1] + ": ")
        .hasMessageContaining("'a' is trainable");
  }

  @Test
  void heldOutPointsCountForThemselves() {
    assertThatThrownBy(() -> read(LEAST, "validation.heldOut=2e9"))
        .hasMessageStartingWith("--set validation.heldOut=2e9: validation.heldOut: training would");
  }

  @Test
  void keepsPlacesOfOtherErrors() {
    String wrong = EVERYTHING.replace("keep: 3", "keep: 0");
    assertThatThrownBy(() -> read(wrong, "seed=3", "checkpoint.every=4"))
        .hasMessage("test.yaml:34:30: checkpoint.keep: keep must be at least 1, not 0");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed",
        "ntk",
        "ntk: {every: 1, momentum: 0.9}",
        "{fixed: {u: 10, wave: c/4}}",
        "{ntk: {convention: jaxpi}}"
      })
  void weightsAloneReadAsTheyDoInAFile(String text) {
    Experiment alone = ProblemFile.withWeights(ProblemFile.read(WAVE), "--weights", text);
    assertThat(alone).isEqualTo(ProblemFile.read(WAVE, List.of("weights=" + text)));
    String written = ProblemFile.write(alone.weights());
    assertThat(written).doesNotContain("\n");
    assertThat(ProblemFile.withWeights(alone, "--weights", written)).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ntkk|weights: unknown choice 'ntkk'",
        "ntk: {evry: 1}|weights.ntk: unknown key 'evry'",
        "ntk: {every: 0}|weights.ntk.every: every must be at least 1 step",
        "{fixed: {v: 1}}|weights.fixed.v: no group of equations is called 'v'",
        "' '|weights: unknown choice ' '",
        " |there is nothing; give weights",
        "{fixed|not readable as YAML"
      })
  void weightsAloneThatAreWrongAreRefused(String textAndMessage) {
    String[] parts = textAndMessage.split("\\|");
    Experiment wave = ProblemFile.read(WAVE);
    assertThatThrownBy(() -> ProblemFile.withWeights(wave, "--weights x", parts[0]))
        .isInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith("--weights x: " + parts[1]);
  }

  /**
   * 8 vectors of the 3·10 + 11·1 parameters, and for each point its 2 coordinates and 6 numbers an
   * equation: 2 equations on 20 points, 1 on 5.
   */
  @Test
  void memoryIsCountedByHand() {
    Problem problem =
        Problem.builder("Count")
            .domain("x", 0, 1)
            .domain("t", 0, 1)
            .fields("u")
            .points("inside", interior(20))
            .points("start", at("t", 0, 5))
            .equation("one", "inside", "u_t - u_xx")
            .equation("two", "inside", "u_x")
            .equation("three", "start", "u")
            .build();
    Experiment experiment =
        Experiment.builder(problem)
            .network("main", Mlp.of(1, 10, Activation.TANH))
            .optimizer(Adam.of(1e-3, 10))
            .validation(new ValidationPolicy(10, List.of(), 0))
            .build();
    double without = 8.0 * (8 * 41 + 20 * 14 + 5 * 8);
    assertThat(experiment.memoryBytes()).isEqualTo(without);
    // Two kernels of 20 + 20 + 5 residuals, or of at most 10 + 10 + 5.
    assertThat(experiment.withNtkReport(NtkReportPolicy.every(5)).memoryBytes())
        .isEqualTo(without + 2 * 8 * 45 * 45);
    assertThat(experiment.withNtkReport(new NtkReportPolicy(5, 10)).memoryBytes())
        .isEqualTo(without + 2 * 8 * 25 * 25);
    // A gradient and a seed for each of 3 groups; 2 + 10 directions and their images.
    assertThat(ProblemFile.withWeights(experiment, "text", "gradient-norm").memoryBytes())
        .isEqualTo(without + 8 * 3 * (41 + 45));
    String oneSided = "ntk: {estimator: {one-sided: {range: 2}}}";
    assertThat(ProblemFile.withWeights(experiment, "text", oneSided).memoryBytes())
        .isEqualTo(without + 8 * 12 * (41 + 45));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exact",
        "sketch: {probes: 7, derivative: central, distribution: sphere, step: 0.1}",
        "residual-sketch: {probes: auto, target: 0.2}",
        "{tracked: {refresh: 3}}",
        "one-sided: {range: 2}",
        "auto"
      })
  void estimatorsReadBack(String text) {
    Experiment wave = ProblemFile.read(WAVE);
    TraceEstimator estimator = ProblemFile.estimator(wave, "text", text);
    assertThat(ProblemFile.estimator(wave, "text", ProblemFile.write(estimator)))
        .isEqualTo(estimator);
    String written = "ntk: {estimator: " + ProblemFile.write(estimator) + "}";
    assertThat(ProblemFile.withWeights(wave, "text", written).weights())
        .isInstanceOfSatisfying(
            NtkWeighting.class, ntk -> assertThat(ntk.estimator()).isEqualTo(estimator));
  }

  private static final String DIVIDED =
      """
      title: Divided
      domain: {x: [0, 2], t: [0, 1]}
      subdomains: {x: [pi/4], t: 4}
      interface: {count: 20, sampler: sobol, continuity: [u, "d(u, t)"], group: joint}
      points: {inside: {count: 100}}
      equations: {heat: {on: inside, residual: u_t - u_xx}}
      networks: {main: {fields: [u]}}
      """;

  @Test
  void readsSubdomainsAndWritesThemWithTheirDefaults() {
    Experiment experiment = ProblemFile.read("divided", DIVIDED, null, List.of());
    Problem problem = experiment.problem();
    assertThat(problem.subdomains().cuts())
        .containsExactly(List.of(Math.PI / 4), List.of(0.25, 0.5, 0.75));
    assertThat(problem.groups()).containsExactly("heat", "joint");
    assertThat(problem.pointSet("interface-t"))
        .isEqualTo(
            new PointSet(
                "interface-t",
                new PointSet.Interface(1, List.of(0.25, 0.5, 0.75)),
                60,
                Sampler.SOBOL));
    assertThat(problem.equations().stream().map(e -> e.name() + " " + e.text()))
        .containsExactly(
            "heat u_t - u_xx",
            "interface-x-u jump(u)",
            "interface-x-2 jump(d(u, t))",
            "interface-t-u jump(u)",
            "interface-t-2 jump(d(u, t))");
    for (List<String> set :
        List.of(
            List.<String>of(),
            List.of("interface.continuity=null", "interface.group=null"),
            List.of("interface.continuity={t: u^2}"),
            List.of("interface=null"))) {
      Experiment read = ProblemFile.read("divided", DIVIDED, null, set);
      String text = ProblemFile.write(read);
      assertThat(text).doesNotContain("interface-");
      assertThat(ProblemFile.read("again", text, null, List.of())).isEqualTo(read);
    }
  }

  @Test
  void onePieceIsTheWholeDomain() {
    List<String> one = List.of("subdomains={x: 1, t: 1}");
    String undivided = DIVIDED.replaceAll("(?m)^(subdomains|interface):.*\n", "");
    assertThat(ProblemFile.read("one", DIVIDED, null, one))
        .isEqualTo(ProblemFile.read("whole", undivided, null, List.of()));
  }
}
