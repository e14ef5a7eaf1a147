package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C as a terminal sends it, to a process that draws a live line there. */
class InterruptionTest {
  private static final int CONTROL_C = 3;
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir private Path directory;

  @Test
  @Timeout(120)
  @EnabledOnOs(OS.LINUX)
  void controlCSavesTheState() throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "no " + SCRIPT);
    Path out = directory.resolve("out");
    Path screen = directory.resolve("screen.txt");
    Process process = start(out, screen);
    try (OutputStream keyboard = process.getOutputStream()) {
      while (!shown(screen).contains("loss")) {
        assertThat(process.isAlive()).as(shown(screen)).isTrue();
        Thread.sleep(50);
      }
      keyboard.write(CONTROL_C);
      keyboard.flush();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(shown(screen)).isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue()).as(shown(screen)).isEqualTo(130);
    assertThat(shown(screen)).contains(" ^C", "Interrupted after", "--resume", "report.html");
    assertThat(new ObjectMapper().readTree(out.resolve("summary.json").toFile()).path("outcome"))
        .hasToString("\"interrupted\"");
    assertThat(out.resolve("checkpoints")).isNotEmptyDirectory();
  }

  /** Starts an endless training whose terminal is one that {@code script} makes. */
  private Process start(Path out, Path screen) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String command =
        "exec '%s' --add-modules=jdk.incubator.vector -cp '%s' %s train '%s' --out '%s'"
            .formatted(
                java,
                System.getProperty("java.class.path"),
                Main.class.getName(),
                Cli.heat(directory),
                out);
    // A build that runs in the background of a shell ignores SIGINT, and so would its children.
    List<String> words =
        List.of(
            "env",
            "--default-signal=INT",
            SCRIPT.toString(),
            "--quiet",
            "--return",
            "--command",
            command + " --steps 100000000 --threads 1",
            "/dev/null");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("TERM", "xterm");
    return builder.redirectErrorStream(true).redirectOutput(new File(screen.toString())).start();
  }

  private static String shown(Path screen) throws IOException {
    return Files.exists(screen) ? Files.readString(screen) : "";
  }
}
