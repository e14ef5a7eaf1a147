package org.poise.bench.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.problem.Problem;

/** The problem files of the library. */
final class LibraryFiles {
  private static final Path ROOT =
      Files.isDirectory(Path.of("problems")) ? Path.of(".") : Path.of("..");

  private LibraryFiles() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("problems"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static Path reference(String name) {
    return ROOT.resolve("problems/reference").resolve(name + ".csv");
  }

  static Experiment read(Path file, String... overrides) {
    return ProblemFile.read(file, List.of(overrides));
  }

  static Problem problem(Path file) {
    return read(file).problem();
  }
}
