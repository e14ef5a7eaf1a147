package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.poise.experiment.CheckpointPolicy;
import org.poise.experiment.Experiment;
import org.poise.network.Activation;
import org.poise.network.Droppable;
import org.poise.network.Drops;
import org.poise.network.Factorization;
import org.poise.network.ResidualNetwork;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.TrackedTraces;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Lbfgs;
import org.poise.problem.Problem;
import org.poise.problem.Sampler;
import org.poise.weighting.Convention;
import org.poise.weighting.NtkWeighting;

/** Blocks that are dropped while training, and only then. */
class StochasticDepthTest {
  private static final ResidualNetwork BLOCKS =
      ResidualNetwork.of(3, 9, Activation.TANH, List.of(0.7), List.of(0.4, 0.0, 0.8));

  private static Experiment experiment() {
    Problem problem = SmallWave.experiment(1, 1, 1).problem();
    return Experiment.builder(problem)
        .network("main", BLOCKS, n -> n.withFactorization(Factorization.standard()))
        .sampling(Sampler.UNIFORM, 2)
        .weights(
            new NtkWeighting(new TrackedTraces(ParameterSketch.of(2), 4), Convention.JAXPI, 3, 0.5))
        .optimizer(Adam.of(5e-3, 25))
        .optimizer(new Lbfgs(8, 5, 0, 25, 1e-4, 0.9, 3))
        .checkpoint(new CheckpointPolicy(0, 1))
        .seed(11)
        .build();
  }

  private static TrainingState run(Experiment experiment, int threads, long... pauses) {
    try (Trainer trainer = Trainer.of(experiment, threads)) {
      TrainingState state = trainer.initial();
      for (long pause : pauses) {
        long[] step = {state.step()};
        TrainingListener listener =
            new TrainingListener() {
              @Override
              public void stepped(long at, double loss) {
                step[0] = at;
              }
            };
        state = trainer.run(state, listener, () -> step[0] >= pause).result().state();
        assertThat(state.step()).isEqualTo(pause);
      }
      return trainer.run(state, TrainingListener.none(), () -> false).result().state();
    }
  }

  @Test
  void aRunGoesOnWithTheSameBits() {
    Experiment experiment = experiment();
    TrainingState whole = run(experiment, 2);
    assertThat(whole.step()).isEqualTo(30);
    TrainingState parts = run(experiment, 1, 5, 14, 27);
    assertThat(parts.theta()).containsExactly(whole.theta());
    assertThat(parts.weights().weights()).containsExactly(whole.weights().weights());
  }

  @Test
  void everyRoundHasItsMap() {
    Experiment experiment = experiment();
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      ExperimentTask task = new ExperimentTask(experiment, trainer.compiled());
      double[] theta = trainer.initial().theta();
      for (long round = 0; round < 8; round++) {
        TrainingPoints points = task.training(round);
        double[] ofTask = new double[points.map().blocks().rows()];
        points.map().residuals(theta, ofTask);
        Drops drops = trainer.compiled().droppable().drawn(experiment.seed(), round);
        double[] dropped = new double[ofTask.length];
        trainer
            .compiled()
            .bind(Objects.requireNonNull(points.points()), drops)
            .residuals(theta, dropped);
        assertThat(ofTask).containsExactly(dropped);
        double[] expected = new double[ofTask.length];
        trainer.compiled().bind(Objects.requireNonNull(points.points())).residuals(theta, expected);
        assertThat(expected).isNotEqualTo(dropped);
      }
    }
  }

  /** Frequencies of 4000 rounds stay within five standard errors: a false alarm in 10⁶. */
  @Test
  void blocksAreLeftOutAsOftenAsTheirProbabilitySays() {
    Droppable droppable = Droppable.of(experiment().networks(), 2);
    assertThat(droppable.expected().factors()).containsExactly(1 - 0.4, 1 - 0.8);
    int rounds = 4000;
    double[] kept = new double[2];
    double both = 0;
    for (long round = 0; round < rounds; round++) {
      double[] factors = droppable.drawn(5, round).factors();
      assertThat(factors).hasSize(2);
      assertThat(Arrays.stream(factors).allMatch(f -> f == 0 || f == 1)).isTrue();
      kept[0] += factors[0] / rounds;
      kept[1] += factors[1] / rounds;
      both += factors[0] * factors[1] / rounds;
    }
    assertThat(kept[0]).isCloseTo(0.6, offset(5 * Math.sqrt(0.6 * 0.4 / rounds)));
    assertThat(kept[1]).isCloseTo(0.2, offset(5 * Math.sqrt(0.2 * 0.8 / rounds)));
    assertThat(both).isCloseTo(0.12, offset(5 * Math.sqrt(0.12 * 0.88 / rounds)));
  }
}
