package org.poise.training;

import java.io.IOException;
import java.nio.file.Path;
import org.poise.experiment.Experiment;
import org.poise.experiment.NtkReportPolicy;

/** The main class of the processes that {@link KillTest} kills: starts or goes on with a run. */
final class KilledRun {
  private KilledRun() {}

  static Experiment experiment() {
    return SmallWave.experiment(7, 600, 60).withNtkReport(NtkReportPolicy.every(50));
  }

  public static void main(String[] arguments) throws IOException {
    Experiment experiment = experiment();
    try (RunDirectory run = RunDirectory.resume(Path.of(arguments[0]), experiment);
        Trainer trainer = Trainer.of(experiment, 1)) {
      TrainingState start = run.state().orElseGet(trainer::initial);
      run.finish(trainer, trainer.run(start, run.listener(trainer), () -> false), "test");
    }
  }
}
