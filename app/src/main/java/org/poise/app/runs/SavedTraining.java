package org.poise.app.runs;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.poise.training.Outcome;
import org.poise.training.RunDirectory;
import org.poise.training.Trainer;
import org.poise.training.TrainingListener;
import org.poise.training.TrainingState;

/** A training that leaves all in a run directory that a run leaves but its report. */
public final class SavedTraining {
  private SavedTraining() {}

  /**
   * Trains from a state.
   *
   * @param progress hears what happens
   * @param version version of the program, for the summary
   * @param stopRequested whether to stop after the present step
   */
  public static Outcome run(
      Trainer trainer,
      RunDirectory directory,
      TrainingState start,
      TrainingListener progress,
      String version,
      BooleanSupplier stopRequested)
      throws IOException {
    TrainingListener all = TrainingListener.all(directory.listener(trainer), progress);
    Outcome outcome = trainer.run(start, all, stopRequested);
    directory.finish(trainer, outcome, version);
    return outcome;
  }
}
