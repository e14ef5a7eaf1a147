package org.poise.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.training.RunDirectory;
import org.poise.training.TrainingState;

/**
 * What a comparison has to do: the runs that have not ended in its directory, seed by seed, so that
 * pairs are complete early. Nothing is written.
 *
 * @param runs the runs to start or to go on with
 * @param ended how many others have ended already
 */
record ComparisonPlan(List<Run> runs, int ended) {

  /**
   * A run to do.
   *
   * @param directory where it lies
   * @param experiment what it trains
   * @param done steps that it has taken in earlier calls
   */
  record Run(Path directory, Experiment experiment, long done) {
    long stepsLeft() {
      return experiment.steps() - done;
    }
  }

  /** Looks at a directory, which need not exist. Runs of something else in it are refused. */
  static ComparisonPlan of(Path directory, List<Scheme> schemes, List<Long> seeds)
      throws IOException {
    checkDirectory(directory, schemes.getFirst().experiment());
    List<Run> runs = new ArrayList<>();
    for (long seed : seeds) {
      for (Scheme scheme : schemes) {
        Path place = scheme.directory(directory, seed);
        Experiment experiment = scheme.experiment(seed);
        if (!RunDirectory.hasEnded(place, experiment)) {
          runs.add(new Run(place, experiment, done(place, experiment)));
        }
      }
    }
    return new ComparisonPlan(runs, schemes.size() * seeds.size() - runs.size());
  }

  /** Steps that a run has taken; refuses one that cannot go on under the experiment. */
  private static long done(Path directory, Experiment experiment) throws IOException {
    if (!Files.exists(directory.resolve("problem.yaml"))) {
      return 0;
    }
    try (RunDirectory run = RunDirectory.resume(directory, experiment)) {
      return run.state().map(TrainingState::step).orElse(0L);
    }
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
