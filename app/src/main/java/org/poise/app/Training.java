package org.poise.app;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.poise.app.report.Report;
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
      Outcome outcome = train(start, interruption);
      directory.finish(trainer, outcome, Version.number());
      Path report = Report.write(directory.path(), trainer);
      tell(outcome, report);
      return outcome.exitStatus();
    }
  }

  private Outcome train(TrainingState start, Interruption interruption) {
    TrainingListener saving = directory.listener(trainer);
    if (quiet) {
      return trainer.run(start, saving, interruption::requested);
    }
    if (terminal()) {
      try (LiveProgress progress = new LiveProgress(trainer.names(), System.err)) {
        return trainer.run(start, TrainingListener.all(saving, progress), interruption::requested);
      }
    }
    PlainProgress progress = new PlainProgress(trainer.names(), err, System::nanoTime);
    return trainer.run(start, TrainingListener.all(saving, progress), interruption::requested);
  }

  private static boolean terminal() {
    Console console = System.console();
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  private void tell(Outcome outcome, Path report) throws IOException {
    PrintWriter words = json ? err : out;
    TrainingState state = outcome.result().state();
    words.println(outcome.message());
    Metrics metrics = outcome.result().metrics();
    words.println(
        String.format(
            Locale.ROOT,
            "  time    %s, %s of it on weights",
            Quantity.duration(state.seconds()),
            Quantity.duration(state.weightSeconds())));
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
    words.println("  report  " + report);
    if (outcome instanceof Outcome.Interrupted) {
      words.println("Go on with: poise train --resume --out " + directory.path());
    }
    if (json) {
      out.print(Files.readString(directory.path().resolve("summary.json")));
      out.flush();
    }
  }
}
