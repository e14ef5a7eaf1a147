package org.poise.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poise.bench.Equation;

class WorkTest {
  private static final int HEADER = 128;

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

  private Requests requests(String lines) {
    return new Requests(
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(answers, true, StandardCharsets.UTF_8));
  }

  /** Every request is answered with a time, and a trainer takes just the steps asked for. */
  @Test
  void aTrainerTakesTheStepsThatAreRequested() {
    TimedSteps steps = new TimedSteps(requests("go poise 3\ngo poise 2\n"));
    int taken = 0;
    while (!steps.getAsBoolean()) {
      taken++;
    }
    assertThat(taken).isEqualTo(5);
    assertThat(answers.toString(StandardCharsets.UTF_8).lines().map(Double::parseDouble))
        .hasSize(2)
        .allMatch(seconds -> seconds >= 0);
  }

  @Test
  void otherRequestsAreRefused() {
    Requests requests = requests("go jax 3\n");
    assertThatThrownBy(requests::next).hasMessageContaining("'go jax 3'");
  }

  @ParameterizedTest
  @EnumSource(Workload.Kind.class)
  void everyKindIsServed(Workload.Kind kind) {
    try (Work work = new Work(new Workload(kind, Equation.BEAM, 8, 16), 1)) {
      work.serve(requests("go poise 1\ngo poise 2\n"));
    }
    List<String> lines = answers.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(3).startsWith("ready poise");
  }

  /** The parameters after some steps, from the exported gradient: Adam's first step by hand. */
  @Test
  void whatIsExportedFitsTogether(@TempDir Path directory) throws IOException {
    Workload workload = new Workload(Workload.Kind.STEP, Equation.POISSON2D, 8, 16);
    try (Work work = new Work(workload, 1)) {
      new Export(directory).write(workload, work);
      double[] gradient = read(directory, "expected-gradient");
      double[] after = work.after(1);
      double[] theta = read(directory, "theta");
      assertThat(theta).isEqualTo(work.theta());
      for (int i = 0; i < theta.length; i++) {
        double step = Workload.RATE * gradient[i] / (Math.abs(gradient[i]) + 1e-8);
        // β1 and β2 cancel but for rounding.
        assertThat(after[i]).isCloseTo(theta[i] - step, within(1e-15));
      }
      assertThat(read(directory, "expected-after")).isEqualTo(work.after(3)).isNotEqualTo(after);
    }
  }

  private static double[] read(Path directory, String name) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name + ".npy")));
    bytes.order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
    double[] values = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(values);
    return values;
  }
}
