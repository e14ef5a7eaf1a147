package org.poise.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlainLineTest {
  private long now;

  @Test
  void aLineEveryFiveSeconds() {
    StringWriter text = new StringWriter();
    PlainLine line = new PlainLine(new PrintWriter(text, true), () -> now);
    line.start(0, 1000);
    line.status("loss 0.500");
    for (int step = 1; step <= 100; step++) {
      now += 100_000_000L;
      line.at(step);
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "step 50/1000  loss 0.500  10.0 steps/s  1 min 35 s left",
            "step 100/1000  loss 0.500  10.0 steps/s  1 min 30 s left");
  }
}
