package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Problem files that are wrong: status 2, one message, nothing written. */
class BrokenProblemsTest {
  private static final Path BROKEN = Path.of("..", "core", "src", "test", "resources", "broken");
  @TempDir private Path directory;

  @TestFactory
  List<DynamicTest> eachBrokenFileIsRefused() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      List<DynamicTest> tests =
          files
              .filter(f -> f.toString().endsWith(".yaml"))
              .sorted()
              .map(f -> dynamicTest(f.getFileName().toString(), () -> refused(f)))
              .toList();
      assertThat(tests).hasSizeGreaterThanOrEqualTo(40);
      return tests;
    }
  }

  private void refused(Path file) {
    Path out = directory.resolve("out");
    Cli cli = Cli.run("train", file, "--out", out, "--threads", 1);
    assertThat(cli.status()).as(cli.toString()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("poise: ").hasLineCount(1).doesNotContain("Exception");
    assertThat(out).doesNotExist();
  }

  @Test
  void aDirectoryIsRefused() {
    refused(directory);
  }

  @Test
  void binaryJunkIsRefused() throws IOException {
    byte[] junk = new byte[100_000];
    new Random(1).nextBytes(junk);
    refused(Files.write(directory.resolve("junk.yaml"), junk));
  }

  @Test
  void fiftyMegabytesAreRefused() throws IOException {
    byte[] text = "# nothing but comments\n".repeat(2_300_000).getBytes(StandardCharsets.UTF_8);
    refused(Files.write(directory.resolve("large.yaml"), text));
  }

  @Test
  void tenThousandBracketsAreRefused() throws IOException {
    String heat = Files.readString(Cli.heat(directory));
    String nested = "(".repeat(10_000) + "u" + ")".repeat(10_000);
    Path formula = directory.resolve("formula.yaml");
    refused(Files.writeString(formula, heat.replace("u_t - k * u_xx", nested)));
    Path list = directory.resolve("list.yaml");
    refused(Files.writeString(list, "title: " + "[".repeat(10_000)));
  }
}
