package org.poise.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The problems that come with Poise, in the directory {@code problems} of its installation. */
final class ProblemLibrary {
  private static final String SUFFIX = ".yaml";

  private ProblemLibrary() {}

  /**
   * The directory of the problems: beside the launcher, which names its own directory in the system
   * property {@code poise.home}; else in the working directory.
   */
  static Path directory() {
    return Path.of(System.getProperty("poise.home", "")).resolve("problems");
  }

  /** The problem files, by name. */
  static List<Path> files() {
    Path directory = directory();
    if (!Files.isDirectory(directory)) {
      throw new UserException(
          "there are no problems in "
              + directory.toAbsolutePath()
              + "; start poise from its own directory or by its launcher");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a problem: its file's, without the ending. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    int end = name.lastIndexOf('.');
    return end > 0 ? name.substring(0, end) : name;
  }

  /** The file of a problem, or null if none has the name. */
  static @Nullable Path file(String name) {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      return null;
    }
    Path file = directory().resolve(name + SUFFIX);
    return Files.isRegularFile(file) ? file : null;
  }
}
