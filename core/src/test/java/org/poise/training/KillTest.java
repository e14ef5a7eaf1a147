package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.linalg.Streams;

/** Processes that are killed, and go on to the same model as one that is left alone. */
final class KillTest {
  /** More of them with {@code -Dpoise.kills=5}. */
  private static final int KILLS = Integer.getInteger("poise.kills", 2);

  @TempDir private Path parent;

  private Process start(Path directory) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            List.of(
                java.toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                directory.toString()))
        .redirectErrorStream(true)
        .redirectOutput(new File(parent.toFile(), "output.txt"))
        .start();
  }

  @Test
  void killedProcessesGoOnToTheSameBytes() throws Exception {
    Path whole = parent.resolve("whole");
    long started = System.nanoTime();
    assertThat(start(whole).waitFor()).as(output()).isZero();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);

    Path killed = parent.resolve("killed");
    RandomGenerator random = Streams.of(System.nanoTime(), Streams.Purpose.DROPS, 0);
    StringBuilder moments = new StringBuilder("killed after milliseconds:");
    for (int k = 0; k < KILLS; k++) {
      long wait = (long) (millis * (0.2 + 0.6 * random.nextDouble()));
      moments.append(' ').append(wait);
      Process process = start(killed);
      if (!process.waitFor(wait, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      process.waitFor();
    }
    assertThat(start(killed).waitFor()).as(moments + output()).isZero();
    for (String file :
        List.of("model.safetensors", "model-best.safetensors", "ntk.csv", "ntk-spectra.csv")) {
      assertThat(Files.readAllBytes(killed.resolve(file)))
          .as("%s, %s", file, moments)
          .isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
  }

  private String output() throws IOException {
    Path file = parent.resolve("output.txt");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
