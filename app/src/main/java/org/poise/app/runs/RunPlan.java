package org.poise.app.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.poise.experiment.Experiment;
import org.poise.training.RunDirectory;
import org.poise.training.TrainingState;

/**
 * What is left to do of several trainings, each in a directory of its own. Nothing is written.
 *
 * @param runs the runs to start or to go on with
 * @param ended how many others have ended already
 */
public record RunPlan(List<Run> runs, int ended) {

  /**
   * A run to do.
   *
   * @param directory where it lies
   * @param experiment what it trains
   * @param done steps that it has taken in earlier calls
   */
  public record Run(Path directory, Experiment experiment, long done) {
    long stepsLeft() {
      return experiment.steps() - done;
    }
  }

  /**
   * Looks at directories, which need not exist. A run of another experiment in one of them is
   * refused.
   *
   * @param all what is trained where, in the order in which it is done
   */
  public static RunPlan of(Map<Path, Experiment> all) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Map.Entry<Path, Experiment> each : all.entrySet()) {
      Path place = each.getKey();
      Experiment experiment = each.getValue();
      if (!RunDirectory.hasEnded(place, experiment)) {
        runs.add(new Run(place, experiment, done(place, experiment)));
      }
    }
    return new RunPlan(runs, all.size() - runs.size());
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
}
