package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.app.console.PlainLine;
import org.poise.training.MetricNames;
import org.poise.training.Metrics;

class TrainingProgressTest {
  private static final MetricNames NAMES =
      new MetricNames(List.of("heat"), List.of("heat"), List.of("u"), List.of());
  private long now;

  @Test
  void showsTheLossUntilSomethingIsMeasured() {
    StringWriter text = new StringWriter();
    PlainLine line = new PlainLine(new PrintWriter(text, true), () -> now);
    TrainingProgress progress = new TrainingProgress(NAMES, line);
    line.start(0, 20);
    now += 5_000_000_000L;
    progress.stepped(5, 0.25);
    progress.measured(
        new Metrics(
            5,
            0,
            0.5,
            new double[] {0.5},
            new double[] {2},
            null,
            null,
            new double[] {0.125},
            new double[] {1},
            new double[0]));
    now += 5_000_000_000L;
    progress.stepped(10, 0.25);
    assertThat(text.toString().lines())
        .containsExactly(
            "step 5/20  loss 0.250  1.00 steps/s  15 s left",
            "step 10/20  loss 0.500  error 0.125  weights heat 2.00  1.00 steps/s  10 s left");
  }
}
