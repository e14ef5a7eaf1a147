package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poise.experiment.NtkReportPolicy;
import org.poise.experiment.Stop;
import org.poise.linalg.Streams;
import org.poise.ntk.CheapestTraces;
import org.poise.ntk.Derivative;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.OneSidedSketch;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.ProbeDistribution;
import org.poise.ntk.Probes;
import org.poise.ntk.ResidualSketch;
import org.poise.ntk.TraceEstimator;
import org.poise.ntk.TrackedTraces;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Decay;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.SelfScaledBroyden;
import org.poise.weighting.AugmentedLagrangian;
import org.poise.weighting.CausalWeighting;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.GradientNormWeighting;
import org.poise.weighting.LearningRateAnnealing;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;
import org.poise.weighting.ReLoBRaLo;
import org.poise.weighting.ResidualAttention;
import org.poise.weighting.SelfAdaptiveWeighting;
import org.poise.weighting.SoftAdapt;
import org.poise.weighting.UncertaintyWeighting;

/** Runs that are stopped and go on end with the bits of those that were not. */
final class ResumptionTest {
  private static final NtkWeighting NTK =
      new NtkWeighting(new ExactTraces(), Convention.WANG, 7, 0.5);

  private static Outcome run(TrainingTask task, TrainingPlan plan, TrainingState start) {
    return new TrainingRun(task, plan, start, TrainingListener.none(), () -> false).run();
  }

  @Test
  void aRunThatGoesOnFromAnyCheckpointEndsWithTheSameBits(@TempDir Path directory)
      throws Exception {
    Adam adam = Adam.of(0.02, 60).withDecay(new Decay(0.8, 20, false)).withClip(30);
    Lbfgs lbfgs = new Lbfgs(5, 30, 0, 25, 1e-4, 0.9, 8);
    SelfScaledBroyden broyden = new SelfScaledBroyden(30, 0, 25, 1e-4, 0.9, 7);
    List<Optimizer> chain = List.of(adam, lbfgs, broyden, GradientDescent.of(1e-6, 20));
    TrainingPlan plan =
        new TrainingPlan(NTK, chain, 3, Stop.never(), 10, 25, NtkReportPolicy.every(9));
    TrainingState whole =
        run(QuadraticTask.standard(), plan, QuadraticTask.start()).result().state();
    assertThat(whole.step()).isGreaterThan(130);
    Best best = Objects.requireNonNull(whole.best());
    NtkState ntk = Objects.requireNonNull(whole.ntk());

    RandomGenerator random = Streams.of(1, Streams.Purpose.DROPS, 0);
    for (int k = 0; k < 30; k++) {
      TrainingState state = QuadraticTask.start();
      int interruptions = 1 + (int) (3 * random.nextDouble());
      for (int i = 0; i < interruptions; i++) {
        long stopAt = state.step() + (long) (50 * random.nextDouble());
        List<Long> steps = new ArrayList<>(List.of(state.step()));
        TrainingListener listener =
            new TrainingListener() {
              @Override
              public void stepped(long step, double loss) {
                steps.set(0, step);
              }
            };
        Outcome outcome =
            new TrainingRun(
                    QuadraticTask.standard(), plan, state, listener, () -> steps.get(0) >= stopAt)
                .run();
        Path file = directory.resolve("state.safetensors");
        Checkpoint.write(file, outcome.result().state());
        state = Checkpoint.read(file);
      }
      TrainingState end = run(QuadraticTask.standard(), plan, state).result().state();
      assertThat(end.theta()).as("try %d", k).containsExactly(whole.theta());
      assertThat(end.weights().weights()).containsExactly(whole.weights().weights());
      assertThat(end.step()).isEqualTo(whole.step());
      assertThat(end.round()).isEqualTo(whole.round());
      assertThat(Objects.requireNonNull(end.best()).step()).isEqualTo(best.step());
      assertThat(end.best().theta()).containsExactly(best.theta());
      assertThat(Objects.requireNonNull(end.ntk()).reportedAt()).isEqualTo(ntk.reportedAt());
      assertThat(end.ntk().theta()).containsExactly(ntk.theta());
      assertThat(end.ntk().weights()).containsExactly(ntk.weights());
    }
  }

  /** Every scheme, every estimator. */
  static List<LossWeighting> schemes() {
    ParameterSketch sketch = ParameterSketch.of(1);
    List<LossWeighting> schemes = new ArrayList<>();
    for (TraceEstimator estimator :
        List.of(
            sketch,
            ParameterSketch.of(3),
            new ParameterSketch(Derivative.CENTRAL, ProbeDistribution.SPHERE, Probes.auto(0.3), 0),
            new ResidualSketch(Derivative.JVP, ProbeDistribution.GAUSSIAN, Probes.of(40), 0),
            new TrackedTraces(sketch, 4),
            new OneSidedSketch(2, 2),
            new CheapestTraces(0.2))) {
      schemes.add(new NtkWeighting(estimator, Convention.JAXPI, 2, 0.8));
    }
    for (GradientNormWeighting.Kind kind : GradientNormWeighting.Kind.values()) {
      schemes.add(new GradientNormWeighting(kind, 3, 0.5));
    }
    schemes.add(new LearningRateAnnealing("boundary", 5, 0.9));
    schemes.add(new ReLoBRaLo(0.9, 0.5, 0.1, 1));
    schemes.add(new SoftAdapt(0.1, 2));
    schemes.add(new UncertaintyWeighting(0.01));
    schemes.add(new CausalWeighting(NTK, "t", 4, 0.1));
    schemes.add(new ResidualAttention(new SoftAdapt(0.1, 1), 0.99, 0.1));
    schemes.add(new SelfAdaptiveWeighting(Fixed.ones(), 0.05));
    schemes.add(new AugmentedLagrangian(Fixed.ones(), 1, 1.1, 10, 4));
    return schemes;
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everySchemeTrainsAndGoesOnWithTheSameBits(LossWeighting scheme, @TempDir Path directory)
      throws Exception {
    TrainingPlan plan =
        new TrainingPlan(
            scheme, List.of(Adam.of(0.02, 45), Lbfgs.of(12)), 0, Stop.never(), 10, 0, null);
    Outcome whole = run(QuadraticTask.standard(), plan, QuadraticTask.start());
    assertThat(whole.exitStatus()).isZero();
    double[] first =
        run(
                QuadraticTask.standard(),
                new TrainingPlan(scheme, List.of(Adam.of(0.02, 1)), 0, Stop.never(), 10, 0, null),
                QuadraticTask.start())
            .result()
            .metrics()
            .losses();
    double before = first[0] + first[1] + first[2];
    assertThat(whole.result().metrics().monitor()).isLessThan(0.5 * before);
    for (long stopAt : new long[] {1, 7, 44, 46}) {
      List<Long> steps = new ArrayList<>(List.of(0L));
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void stepped(long step, double loss) {
              steps.set(0, step);
            }
          };
      Outcome part =
          new TrainingRun(
                  QuadraticTask.standard(),
                  plan,
                  QuadraticTask.start(),
                  listener,
                  () -> steps.get(0) >= stopAt)
              .run();
      Path file = directory.resolve("state.safetensors");
      Checkpoint.write(file, part.result().state());
      TrainingState end =
          run(QuadraticTask.standard(), plan, Checkpoint.read(file)).result().state();
      assertThat(end.theta())
          .as("stopped at %d", stopAt)
          .containsExactly(whole.result().state().theta());
      assertThat(end.weights().weights())
          .containsExactly(whole.result().state().weights().weights());
    }
  }
}
