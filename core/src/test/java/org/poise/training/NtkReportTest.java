package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.experiment.CheckpointPolicy;
import org.poise.experiment.Experiment;
import org.poise.experiment.NtkReportPolicy;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;
import org.poise.optimizer.Adam;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Optimizer;
import org.poise.problem.Points;
import org.poise.problem.Sampling;
import org.poise.residual.Block;
import org.poise.residual.ResidualMap;
import org.poise.weighting.AugmentedLagrangian;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.Groups;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

/** Reports on the tangent kernel while training. */
final class NtkReportTest {
  private static final Fixed WEIGHTS = new Fixed(Map.of("wave", 0.01, "u", 3.0));

  @TempDir private Path parent;

  /** Gradient descent on points that stay. */
  private static Experiment descent(LossWeighting weights, Optimizer... optimizers) {
    Experiment e = SmallWave.experiment(9, 1, 1);
    return new Experiment(
        e.problem(),
        e.networks(),
        Sampling.standard(),
        weights,
        List.of(optimizers),
        e.stop(),
        new CheckpointPolicy(4, 100),
        e.validation(),
        NtkReportPolicy.every(5),
        e.seed());
  }

  private static Outcome train(Path directory, Experiment experiment, BooleanSupplier stop)
      throws IOException {
    try (RunDirectory run = RunDirectory.resume(directory, experiment);
        Trainer trainer = Trainer.of(experiment, 1)) {
      TrainingState start = run.state().orElseGet(trainer::initial);
      Outcome outcome = trainer.run(start, run.listener(trainer), stop);
      run.finish(trainer, outcome, "test");
      return outcome;
    }
  }

  private Path trained(String name, Experiment experiment) throws IOException {
    Path directory = parent.resolve(name);
    assertThat(train(directory, experiment, () -> false).exitStatus()).isZero();
    return directory;
  }

  private static History ntk(Path directory) throws IOException {
    return History.read(directory.resolve("ntk.csv"), List.of("step"));
  }

  private static BooleanSupplier after(int questions) {
    int[] asked = {0};
    return () -> asked[0]++ >= questions;
  }

  private static double relative(double[] from, double[] to) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < from.length; i++) {
      difference += (to[i] - from[i]) * (to[i] - from[i]);
      size += from[i] * from[i];
    }
    return Math.sqrt(difference / size);
  }

  @Test
  void rowsAreThoseOfTheKernelsOnTheFirstPoints() throws IOException {
    Experiment experiment = SmallWave.experiment(1, 30, 5).withNtkReport(NtkReportPolicy.every(10));
    Path directory = trained("run", experiment);
    History rows = ntk(directory);
    assertThat(rows.column("step")).containsExactly(0, 10, 20, 30, 35);
    assertThat(rows.column("predictedNorm")).containsOnly(Double.NaN);
    assertThat(rows.column("drift.kernel")[0]).isZero();
    assertThat(rows.column("drift.parameters")[0]).isZero();
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      double[] theta0 = trainer.initial().theta();
      double[] theta =
          trainer.initialFrom(ModelFile.read(directory.resolve("model.safetensors"))).theta();
      Points points = experiment.sampling().draw(experiment.problem(), experiment.seed(), 0);
      ResidualMap map = trainer.compiled().bind(points);
      TangentKernel kernel = TangentKernel.of(map, theta);
      TangentKernel kernel0 = TangentKernel.of(map, theta0);
      History metrics = History.read(directory.resolve("metrics.csv"));
      Groups groups = Groups.of(kernel.blocks());
      double[] weights = new double[groups.size()];
      double[] weights0 = new double[groups.size()];
      for (int g = 0; g < weights.length; g++) {
        double[] column = metrics.column("weight." + groups.names().get(g));
        weights[g] = column[column.length - 1];
        weights0[g] = column[0];
      }
      double[] lambda = TangentKernel.lambda(kernel.blocks(), groups.spread(weights));
      double[] r = new double[kernel.rows()];
      map.residuals(theta, r);
      double norm = 0;
      for (int j = 0; j < r.length; j++) {
        norm += lambda[j] * r[j] * r[j];
      }
      assertThat(last(rows, "kernel.largest")).isEqualTo(Spectrum.of(kernel).largest());
      Spectrum weighted = Spectrum.weighted(kernel, lambda);
      assertThat(last(rows, "weighted.largest")).isEqualTo(weighted.largest());
      assertThat(last(rows, "weighted.smallest")).isEqualTo(weighted.smallest());
      assertThat(last(rows, "weighted.condition")).isEqualTo(weighted.condition());
      assertThat(last(rows, "weighted.aboveRounding")).isEqualTo(weighted.aboveRounding());
      assertThat(last(rows, "largestRate")).isEqualTo(2 / weighted.largest());
      for (Block block : kernel.blocks().blocks()) {
        Spectrum own = Spectrum.of(kernel, block);
        assertThat(last(rows, "block." + block.name() + ".largest")).isEqualTo(own.largest());
        assertThat(last(rows, "block." + block.name() + ".effectiveRank"))
            .isEqualTo(own.effectiveRank());
      }
      assertThat(last(rows, "drift.kernel"))
          .isCloseTo(relative(kernel0.values(), kernel.values()), within(1e-12));
      assertThat(last(rows, "drift.parameters")).isCloseTo(relative(theta0, theta), within(1e-14));
      assertThat(last(rows, "drift.weights"))
          .isCloseTo(relative(weights0, weights), within(1e-14))
          .isPositive();
      assertThat(last(rows, "alignment")).isEqualTo(kernel.alignment(r));
      assertThat(last(rows, "norm")).isCloseTo(Math.sqrt(norm), within(1e-13 * Math.sqrt(norm)));
      History spectra = History.read(directory.resolve("ntk-spectra.csv"), List.of("step"));
      assertThat(last(spectra, "kernel.1")).isEqualTo(last(rows, "kernel.largest"));
      assertThat(last(spectra, "weighted.2")).isEqualTo(weighted.values()[1]);
      JsonNode summary =
          new ObjectMapper().readTree(Files.readString(directory.resolve("summary.json")));
      JsonNode ntk = summary.path("ntk");
      assertThat(ntk.path("step").asLong()).isEqualTo(35);
      assertThat(ntk.path("rows").asInt()).isEqualTo(kernel.rows());
      assertThat(ntk.path("weighted").path("condition").asDouble()).isEqualTo(weighted.condition());
      assertThat(ntk.path("predictedNorm").isNull()).isTrue();
      assertThat(summary.path("ntkSeconds").asDouble())
          .isBetween(1e-6, summary.path("seconds").asDouble());
    }
  }

  private static double last(History rows, String column) {
    double[] values = rows.column(column);
    return values[values.length - 1];
  }

  @Test
  void trainingIsTheSameWithAndWithout() throws IOException {
    Experiment experiment = SmallWave.experiment(2, 40, 15);
    Path without = trained("without", experiment);
    Path with = trained("with", experiment.withNtkReport(new NtkReportPolicy(7, 10)));
    for (String file : List.of("model.safetensors", "model-best.safetensors")) {
      assertThat(with.resolve(file)).hasSameBinaryContentAs(without.resolve(file));
    }
    History rows = History.read(with.resolve("metrics.csv"));
    History same = History.read(without.resolve("metrics.csv"));
    for (String column : rows.columns()) {
      if (!column.equals("seconds")) {
        assertThat(rows.column(column)).as(column).containsExactly(same.column(column));
      }
    }
    assertThat(without.resolve("ntk.csv")).doesNotExist();
    assertThat(Files.readString(without.resolve("summary.json"))).doesNotContain("ntk");
  }

  /** With interruptions between a report and the next, at reports, and where optimisers change. */
  @Test
  void aRunThatGoesOnReportsTheSameBytes() throws IOException {
    Experiment experiment = descent(WEIGHTS, Adam.of(1e-3, 13), GradientDescent.of(1e-4, 29));
    Path whole = trained("whole", experiment);
    double[] predicted = ntk(whole).column("predictedNorm");
    assertThat(predicted).hasSize(10);
    assertThat(predicted[4]).isFinite();
    Path parts = parent.resolve("parts");
    for (int questions : new int[] {0, 5, 3, 8, 1, 7, 6}) {
      assertThat(train(parts, experiment, after(questions)))
          .isInstanceOf(Outcome.Interrupted.class);
    }
    train(parts, experiment, () -> false);
    for (String file : List.of("ntk.csv", "ntk-spectra.csv", "model.safetensors")) {
      assertThat(parts.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void moreStepsReportTheSameBytesAsOneLongRun() throws IOException {
    Path whole = trained("whole", descent(WEIGHTS, GradientDescent.of(1e-4, 23)));
    Path parts = trained("parts", descent(WEIGHTS, GradientDescent.of(1e-4, 12)));
    assertThat(last(ntk(parts), "step")).isEqualTo(12);
    train(parts, descent(WEIGHTS, GradientDescent.of(1e-4, 23)), () -> false);
    assertThat(parts.resolve("ntk.csv")).hasSameBinaryContentAs(whole.resolve("ntk.csv"));
  }

  /** r ← r − η K Λ r, step by step, from the state of the report before. */
  @Test
  void thePredictionIsThatOfAConstantKernel() throws IOException {
    double rate = 2e-4;
    Experiment experiment =
        descent(WEIGHTS, GradientDescent.of(rate, 20)).withNtkReport(NtkReportPolicy.every(4));
    List<TrainingState> states = new ArrayList<>();
    List<NtkMetrics> reports = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void checkpoint(TrainingState state) {
            states.add(state);
          }

          @Override
          public void reported(NtkMetrics metrics) {
            reports.add(metrics);
          }
        };
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      trainer.run(trainer.initial(), listener, () -> false);
      assertThat(reports).hasSize(6);
      assertThat(reports.getFirst().predictedNorm()).isNaN();
      ResidualMap map =
          trainer.compiled().bind(experiment.sampling().draw(experiment.problem(), 9, 0));
      Groups groups = Groups.of(map.blocks());
      for (int i = 1; i < 5; i++) {
        TrainingState before = states.get(i - 1);
        double[] lambda =
            TangentKernel.lambda(map.blocks(), groups.spread(before.weights().weights()));
        double[] r = new double[lambda.length];
        map.residuals(before.theta(), r);
        double[] k = TangentKernel.of(map, before.theta()).values();
        for (int t = 0; t < 4; t++) {
          double[] now = r.clone();
          for (int j = 0; j < r.length; j++) {
            for (int l = 0; l < r.length; l++) {
              now[j] -= rate * k[j * r.length + l] * lambda[l] * r[l];
            }
          }
          r = now;
        }
        double norm = 0;
        for (int j = 0; j < r.length; j++) {
          norm += lambda[j] * r[j] * r[j];
        }
        NtkMetrics report = reports.get(i);
        assertThat(report.step()).isEqualTo(states.get(i).step());
        assertThat(report.predictedNorm()).isCloseTo(Math.sqrt(norm), within(1e-10));
        double fall = reports.get(i - 1).norm() - report.norm();
        assertThat(fall).isPositive();
        assertThat(report.predictedNorm()).isCloseTo(report.norm(), within(0.1 * fall));
      }
    }
  }

  @Test
  void nothingIsPredictedWhereTheWeightsOrThePointsChangeOrHaveOffsets() throws IOException {
    NtkWeighting ntk = new NtkWeighting(new ExactTraces(), Convention.WANG, 12, 0);
    GradientDescent slow = GradientDescent.of(1e-7, 20);
    double[] changing = ntk(trained("weights", descent(ntk, slow))).column("predictedNorm");
    // Weights change in step 12, between the reports at 10 and 15.
    assertThat(changing[1]).isFinite();
    assertThat(changing[2]).isFinite();
    assertThat(changing[3]).isNaN();
    assertThat(changing[4]).isFinite();
    Experiment redrawn =
        SmallWave.experiment(3, 1, 1)
            .withOptimizers(List.of(slow))
            .withNtkReport(NtkReportPolicy.every(5));
    assertThat(ntk(trained("points", redrawn)).column("predictedNorm")).containsOnly(Double.NaN);
    LossWeighting offsets = new AugmentedLagrangian(Fixed.ones(), 1, 1, 10, 4);
    assertThat(ntk(trained("offsets", descent(offsets, slow))).column("predictedNorm"))
        .containsOnly(Double.NaN);
  }

  @Test
  void someOfThePointsAreEnough() throws IOException {
    Experiment experiment = SmallWave.experiment(5, 6, 1).withNtkReport(new NtkReportPolicy(3, 8));
    Outcome outcome = train(parent.resolve("run"), experiment, () -> false);
    NtkMetrics last = Objects.requireNonNull(outcome.result().ntk());
    // Five equations on sets of 40, 20 and 10 points.
    assertThat(last.spectra().whole().values()).hasSize(5 * 8);
    assertThat(last.spectra().blocks().getFirst().values()).hasSize(8);
    assertThat(last.kernelDrift()).isPositive();
  }

  @Test
  void aRunThatFailsKeepsTheReportsThatItMade() throws IOException {
    Experiment experiment = descent(Fixed.ones(), GradientDescent.of(1e200, 20));
    Path directory = parent.resolve("run");
    assertThat(train(directory, experiment, () -> false).exitStatus()).isEqualTo(1);
    assertThat(ntk(directory).column("step")).containsExactly(0);
  }
}
