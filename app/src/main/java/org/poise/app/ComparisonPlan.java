package org.poise.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.poise.app.runs.RunPlan;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;

/** What a comparison has to do. */
final class ComparisonPlan {
  private ComparisonPlan() {}

  /**
   * Looks at a directory, which need not exist. Runs of something else in it are refused. Goes seed
   * by seed, so that pairs are complete early.
   */
  static RunPlan of(Path directory, List<Scheme> schemes, List<Long> seeds) throws IOException {
    checkDirectory(directory, schemes.getFirst().experiment());
    Map<Path, Experiment> all = new LinkedHashMap<>();
    for (long seed : seeds) {
      for (Scheme scheme : schemes) {
        all.put(scheme.directory(directory, seed), scheme.experiment(seed));
      }
    }
    return RunPlan.of(all);
  }

  private static void checkDirectory(Path directory, Experiment experiment) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new UserException(
          directory + " is a file; give a directory for the results of the comparison by --out");
    }
    if (Files.exists(directory.resolve("problem.yaml"))) {
      throw new UserException(
          directory + " is the directory of a run; give another for the comparison by --out");
    }
    for (Path file : problems(directory)) {
      Experiment before = ProblemFile.read(file);
      if (!before.problem().equals(experiment.problem())
          || !before.networks().equals(experiment.networks())) {
        throw new UserException(
            directory
                + " holds runs of another problem or other networks, such as "
                + file
                + "; give another directory by --out");
      }
    }
  }

  /** The problem files of all runs in a comparison's directory, LABEL/seed-SEED/problem.yaml. */
  private static List<Path> problems(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, 3)) {
      return files.filter(file -> isOfRun(directory.relativize(file))).sorted().toList();
    }
  }

  private static boolean isOfRun(Path file) {
    return file.endsWith("problem.yaml")
        && file.getNameCount() == 3
        && file.getName(1).toString().startsWith("seed-");
  }
}
