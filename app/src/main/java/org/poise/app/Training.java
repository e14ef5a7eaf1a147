package org.poise.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.poise.app.console.ProgressLine;
import org.poise.app.console.Quantity;
import org.poise.app.report.Report;
import org.poise.app.runs.SavedTraining;
import org.poise.training.Metrics;
import org.poise.training.Outcome;
import org.poise.training.RunDirectory;
import org.poise.training.Trainer;
import org.poise.training.TrainingListener;
import org.poise.training.TrainingState;
import picocli.CommandLine.Model.CommandSpec;

/** A training in a run directory, with what the user sees of it. */
final class Training {
  private final Trainer trainer;
  private final RunDirectory directory;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean quiet;

  Training(Trainer trainer, RunDirectory directory, CommandSpec spec, boolean json, boolean quiet) {
    this.trainer = trainer;
    this.directory = directory;
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
    this.json = json;
    this.quiet = quiet;
  }

  /** Trains from a state and writes what is left at the end. Returns the exit status. */
  int run(TrainingState start) throws IOException {
    try (Interruption interruption = new Interruption(err)) {
      Outcome outcome;
      try (ProgressLine line = ProgressLine.of(quiet, err)) {
        TrainingListener progress = new TrainingProgress(trainer.names(), line);
        outcome =
            SavedTraining.run(
                trainer, directory, start, progress, Version.number(), interruption::requested);
      }
      tell(outcome, report());
      return outcome.exitStatus();
    }
  }

  /** Writes the report; null, after a message, where it cannot be written. */
  private @Nullable Path report() {
    try {
      return Report.write(directory.path(), trainer);
    } catch (IOException e) {
      err.println(
          "poise: the run is saved, but its report "
              + directory.path().resolve(Report.NAME)
              + " cannot be written: "
              + UserException.of(e).getMessage()
              + "; 'poise report "
              + directory.path()
              + "' makes it again");
      return null;
    }
  }

  private void tell(Outcome outcome, @Nullable Path report) throws IOException {
    PrintWriter words = json ? err : out;
    TrainingState state = outcome.result().state();
    words.println(outcome.message());
    Metrics metrics = outcome.result().metrics();
    words.println(
        String.format(
            Locale.ROOT,
            "  time    %s, %s of it on weights%s",
            Quantity.duration(state.seconds()),
            Quantity.duration(state.weightSeconds()),
            trainer.experiment().ntkReport() == null
                ? ""
                : ", " + Quantity.duration(state.ntkSeconds()) + " on reports of the kernel"));
    words.println("  loss    " + Quantity.few(metrics.loss()));
    for (int i = 0; i < metrics.relL2().length; i++) {
      words.println(
          "  error   "
              + trainer.names().errors().get(i)
              + ": relative L2 "
              + Quantity.few(metrics.relL2()[i])
              + ", maximum "
              + Quantity.few(metrics.max()[i]));
    }
    for (int i = 0; i < metrics.coefficients().length; i++) {
      words.println(
          "  found   " + trainer.names().coefficients().get(i) + " = " + metrics.coefficients()[i]);
    }
    String warning = outcome.result().weighing().warning();
    if (warning != null) {
      words.println("  note    " + warning);
    }
    if (report != null) {
      words.println("  report  " + report);
    }
    if (outcome instanceof Outcome.Interrupted) {
      words.println("Go on with: poise train --resume --out " + directory.path());
    }
    if (json) {
      out.print(Files.readString(directory.path().resolve("summary.json")));
      out.flush();
    }
  }
}
