package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.training.MetricNames;
import org.poise.training.Metrics;

class PlainProgressTest {
  private static final MetricNames NAMES =
      new MetricNames(List.of("heat"), List.of("heat"), List.of("u"), List.of());
  private long now;

  @Test
  void aLineEveryFiveSeconds() {
    StringWriter text = new StringWriter();
    PlainProgress progress = new PlainProgress(NAMES, new PrintWriter(text, true), () -> now);
    progress.started(0, 1000);
    progress.measured(
        new Metrics(
            0,
            0,
            0.5,
            new double[] {0.5},
            new double[] {2},
            null,
            null,
            new double[] {0.125},
            new double[] {1},
            new double[0]));
    for (int step = 1; step <= 100; step++) {
      now += 100_000_000L;
      progress.stepped(step, 0.5);
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "step 50/1000  loss 0.500  error 0.125  weights heat 2.00  10.0 steps/s  1 min 35 s left",
            "step 100/1000  loss 0.500  error 0.125  weights heat 2.00  10.0 steps/s  1 min 30 s"
                + " left");
  }
}
