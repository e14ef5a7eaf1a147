package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.Cli;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;
import org.poise.training.History;

class KernelStageTest {
  @TempDir private Path directory;

  /** What reports kept in text is what K at both ends of the training gives. */
  @Test
  void isTheKernelAtItsMoment() throws IOException {
    Path heat = Cli.heat(directory);
    StudyContext context = StudyContexts.quick(directory.resolve("out"), name -> heat);
    Setup setup =
        Setup.of(
            "heat", "ntkReport.every=10", "optimizer.adam.steps=30", "optimizer.adam.rate=1e-2");
    TrainedRun run = context.train("training", Map.of("run", setup)).of("run");
    try (BoundProblem bound = new BoundProblem(context.experiment(setup), 1)) {
      TangentKernel first = bound.kernel(bound.initial());
      TangentKernel last = bound.kernel(bound.trained(run));
      agrees(KernelStage.of(run, Moment.START), 0, first, first);
      agrees(KernelStage.of(run, Moment.END), 30, last, first);
    }
    assertThat(KernelStage.of(run, Moment.MIDDLE).step()).isEqualTo(20);
  }

  private static void agrees(KernelStage stage, int step, TangentKernel now, TangentKernel first) {
    Spectrum spectrum = Spectrum.of(now);
    assertThat(stage.step()).isEqualTo(step);
    assertThat(stage.condition()).isCloseTo(spectrum.condition(), within(1e-3 * stage.condition()));
    assertThat(stage.aboveRounding()).isEqualTo(spectrum.aboveRounding());
    assertThat(stage.effectiveRank()).isCloseTo(spectrum.effectiveRank(), within(1e-9));
    assertThat(stage.drift()).isCloseTo(now.drift(first), within(1e-9));
    double at = spectrum.values()[KernelStage.LEADING - 1];
    if (spectrum.aboveRounding() < KernelStage.LEADING) {
      assertThat(stage.leading()).isInfinite();
    } else {
      assertThat(stage.leading())
          .isCloseTo(spectrum.largest() / at, within(1e-3 * stage.leading()));
    }
  }

  @Test
  void mediansAreTakenQuantityByQuantity() {
    double infinite = Double.POSITIVE_INFINITY;
    KernelStage median =
        KernelStage.median(
            List.of(
                new KernelStage(10, 1, infinite, 3, 4, 9),
                new KernelStage(10, 3, infinite, 1, 6, 7),
                new KernelStage(10, 2, 5, 2, 5, 8)));
    assertThat(median).isEqualTo(new KernelStage(10, 2, infinite, 2, 5, 8));
    assertThat(median.fall()).isEqualTo("more than 10¹⁰");
  }

  @Test
  void theMiddleIsThatOfTheReports() {
    for (int[] reports : new int[][] {{1, 0}, {2, 1}, {3, 1}, {5, 2}}) {
      List<double[]> rows = Collections.nCopies(reports[0], new double[] {0});
      assertThat(Moment.MIDDLE.row(new History(List.of("step"), rows))).isEqualTo(reports[1]);
    }
  }
}
