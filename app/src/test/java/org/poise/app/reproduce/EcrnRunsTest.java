package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.console.ProgressLine;
import org.poise.app.runs.Concurrency;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;

/** Two trainings of three small networks. */
class EcrnRunsTest {
  private static final EcrnNetwork SMALL = new EcrnNetwork.Blocks(2, "0.1", "0.2");
  private static final EcrnNetwork LARGE = new EcrnNetwork.Blocks(2, "1.5", "0");
  private static final EcrnNetwork PLAIN = new EcrnNetwork.Plain(2);
  private static final int WIDTH = 8;

  @TempDir private static Path directory;
  private static StudyContext context;
  private static EcrnRuns runs;

  @BeforeAll
  static void train() throws IOException {
    context =
        new StudyContext(
            Size.QUICK,
            directory,
            1,
            new StudyContext.Surroundings(
                name -> Path.of("..", "problems", name + ".yaml"),
                (experiment, count) -> new Concurrency(2, 1),
                "test",
                words -> {},
                ProgressLine.None::new,
                () -> false));
    Setup base =
        Setup.of(
            "ecrn-regression",
            "points.data.count=9",
            "optimizer={adam: {rate: 1e-2, steps: 12}}",
            "validation={every: 2, grid: 3, heldOut: 5}",
            "ntkReport.every=12");
    List<EcrnNetwork> networks = List.of(SMALL, LARGE, PLAIN);
    runs = EcrnRuns.train(context, "training", base, "small", networks, WIDTH, 2);
  }

  /** Against kernels that are formed here, from the run's initial parameters and from its model. */
  @Test
  void measuresAreThoseOfTheKernelWithAllBlocks() throws IOException {
    for (EcrnNetwork network : List.of(SMALL, PLAIN)) {
      TrainedRun run = runs.first(network);
      EcrnMeasures measures = EcrnMeasures.of(run);
      try (BoundProblem bound = new BoundProblem(context.experiment(run.setup()), 1)) {
        TangentKernel first = bound.kernel(bound.initial());
        TangentKernel last = bound.kernel(bound.trained(run));
        Spectrum spectrum = Spectrum.of(first);
        // Printed with all digits; only LAPACK's last bits may differ.
        assertThat(measures.largestFirst())
            .isCloseTo(spectrum.largest(), within(1e-12 * spectrum.largest()));
        assertThat(measures.rankFirst()).isCloseTo(spectrum.effectiveRank(), within(1e-9));
        // Λ = 2/N, with the nine points of the only equation.
        assertThat(measures.bound())
            .isCloseTo(9 / spectrum.largest(), within(1e-12 / spectrum.largest() * 9));
        assertThat(measures.largestLast())
            .isCloseTo(Spectrum.of(last).largest(), within(1e-12 * spectrum.largest()));
        assertThat(measures.drift()).isCloseTo(last.drift(first), within(1e-12));
      }
      double[] losses = run.metrics().column("loss");
      int rises = 0;
      for (int i = 0; i + 1 < losses.length; i++) {
        rises += losses[i + 1] > losses[i] ? 1 : 0;
      }
      assertThat(measures.lossRises()).isEqualTo(rises);
      assertThat(measures.steadiness())
          .isEqualTo(Steadiness.ofLastHalf(run.metrics().column("heldout.data")));
    }
  }

  @Test
  void everyNetworkIsWhatItSays() throws IOException {
    assertThat(context.experiment(runs.first(SMALL).setup()).networks().getFirst().function())
        .contains("residual blocks with gelu, scales [0.1, 0.1], drops [0.2, 0.2]");
    int blocks = parameters(LARGE);
    assertThat(parameters(PLAIN)).isEqualTo(blocks);
    // Two layers of 8 × 8 and 8, and the last one of 8 and 1.
    assertThat(blocks).isEqualTo(2 * (64 + 8) + 9);
    try (BoundProblem bound = new BoundProblem(context.experiment(runs.first(SMALL).setup()), 1)) {
      assertThat(bound.kept()).containsExactly(0.8, 0.8);
    }
    assertThat(runs.command(SMALL)).contains("scale: 0.1, drop: 0.2").contains("seed=1");
  }

  private static int parameters(EcrnNetwork network) {
    Setup setup = runs.first(network).setup();
    try (BoundProblem bound = new BoundProblem(context.experiment(setup), 1)) {
      return bound.initial().length;
    }
  }

  @Test
  void ordersAreByMediansOrUnderEverySeed() {
    double[] small = runs.values(SMALL, EcrnMeasures::largestFirst);
    double[] large = runs.values(LARGE, EcrnMeasures::largestFirst);
    assertThat(small).hasSize(2);
    assertThat(small[0]).isNotEqualTo(small[1]);
    assertThat(large[0]).isGreaterThan(small[0]);
    assertThat(large[1]).isGreaterThan(small[1]);
    assertThat(runs.median(SMALL, EcrnMeasures::largestFirst))
        .isCloseTo((small[0] + small[1]) / 2, within(1e-12 * small[0]));
    assertThat(runs.rises(List.of(SMALL, LARGE), EcrnMeasures::largestFirst)).isTrue();
    assertThat(runs.risesAlways(List.of(SMALL, LARGE), EcrnMeasures::largestFirst)).isTrue();
    assertThat(runs.rises(List.of(LARGE, SMALL), EcrnMeasures::largestFirst)).isFalse();
    assertThat(runs.risesAlways(List.of(SMALL, SMALL), EcrnMeasures::largestFirst)).isFalse();
    assertThatThrownBy(() -> runs.median(new EcrnNetwork.Plain(9), EcrnMeasures::error))
        .hasMessageContaining("is none of");
  }
}
