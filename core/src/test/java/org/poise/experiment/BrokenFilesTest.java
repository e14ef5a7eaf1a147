package org.poise.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every wrong file gets one message that says where. {@code expected.txt} holds how each message
 * starts.
 */
class BrokenFilesTest {
  private static final Path BROKEN = Path.of("src/test/resources/broken");

  @TempDir Path directory;

  static Stream<String> expected() throws IOException {
    return Files.readAllLines(BROKEN.resolve("expected.txt")).stream();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void saysWhereAndWhat(String expected) {
    String file = expected.substring(0, expected.indexOf(':'));
    assertThatThrownBy(() -> ProblemFile.read(BROKEN.resolve(file)))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith(BROKEN + "/" + expected);
  }

  @Test
  void everyFileIsExpectedToFail() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      List<String> names =
          files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".yaml")).toList();
      assertThat(expected().map(e -> e.substring(0, e.indexOf(':'))))
          .containsExactlyInAnyOrderElementsOf(names)
          .hasSizeGreaterThan(40);
    }
  }

  private void refuses(byte[] bytes, String place, String what) throws IOException {
    Path file = directory.resolve("junk.yaml");
    Files.write(file, bytes);
    assertThatThrownBy(() -> ProblemFile.read(file))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith(file + place)
        .hasMessageContaining(what)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1001).doesNotContain("\n"));
  }

  private void refuses(String text, String place, String what) throws IOException {
    refuses(text.getBytes(StandardCharsets.UTF_8), place, what);
  }

  @Test
  void refusesDirectoriesAndMissingFiles() {
    assertThatThrownBy(() -> ProblemFile.read(directory))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> ProblemFile.read(directory.resolve("no.yaml")))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    byte[] junk = new byte[5000];
    new Random(7).nextBytes(junk);
    junk[0] = (byte) 0xC0;
    refuses(junk, ":1:1: ", "0xC0 is no text in UTF-8");
    refuses("title: a\nb\u0000c", ":2:2: ", "control character U+0000");
    refuses("title: Wave\n  é: \u0007", ":2:6: ", "U+0007");
    refuses("title: Wave".getBytes(StandardCharsets.UTF_16), ":1:1: ", "no text in UTF-8");
  }

  @Test
  void refusesFiftyMegabytes() throws IOException {
    refuses("# filling\n".repeat(5_000_000), ": ", "longer than 1000000 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void refusesDeepNesting(String bracket) throws IOException {
    refuses("title: Wave\ndomain:\n " + bracket.repeat(10_000), ":3:", "");
  }

  @Test
  void refusesDeepNestingInFormulas() throws IOException {
    String base = Files.readString(BROKEN.resolve("many-points.yaml")).replace("1e8", "10");
    String deep = "(".repeat(1000) + "u" + ")".repeat(1000);
    refuses(base.replace("u_tt", deep), ":9:", "nested");
    String deeper = "(".repeat(10_000) + "u" + ")".repeat(10_000);
    refuses(base.replace("u_tt", deeper), ":9:", "");
  }

  @Test
  void refusesGrowingAliases() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a").append(i).append(": &a").append(i);
      bomb.append(" [*a").append(i - 1).append(", *a").append(i - 1).append("]\n");
    }
    refuses(bomb.toString(), ":1:5: ", "anchors and aliases");
  }

  @Test
  void keepsMessagesShort() throws IOException {
    refuses("k".repeat(900) + ": 1\n", ":1:1: ", "unknown key");
    refuses("\"a\\nb\": 1\n", ":1:1: ", "unknown key 'a b'");
  }
}
