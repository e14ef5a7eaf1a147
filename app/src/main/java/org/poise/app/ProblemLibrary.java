package org.poise.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.poise.problem.Suggestion;

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

  /** What a message adds about a name that no problem has. */
  static String suggestion(String wrong) {
    List<String> names =
        Files.isDirectory(directory())
            ? files().stream().map(ProblemLibrary::name).toList()
            : List.of();
    return Suggestion.after(wrong, "problems", names);
  }

  /** The name of a problem: its file's, without the ending. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    int end = name.lastIndexOf('.');
    return end > 0 ? name.substring(0, end) : name;
  }

  /** Whether a word may be the name of a problem, and is no path. */
  static boolean isName(String word) {
    return word.matches("[A-Za-z0-9_-]+");
  }

  /** The file of a problem that this installation must have. */
  static Path required(String name) {
    Path file = file(name);
    if (file == null) {
      throw new UserException(
          "there is no problem "
              + name
              + " in "
              + directory().toAbsolutePath()
              + "; start poise from its own directory or by its launcher");
    }
    return file;
  }

  /** The file of a problem, or null if none has the name. */
  static @Nullable Path file(String name) {
    if (!isName(name)) {
      return null;
    }
    Path file = directory().resolve(name + SUFFIX);
    return Files.isRegularFile(file) ? file : null;
  }
}
