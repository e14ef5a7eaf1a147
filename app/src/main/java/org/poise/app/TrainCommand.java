package org.poise.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.training.ModelFile;
import org.poise.training.RunDirectory;
import org.poise.training.Trainer;
import org.poise.training.TrainingState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains the networks of a problem file. */
@Command(
    name = "train",
    sortOptions = false,
    description = "Train the networks of a problem file, and write a run directory with a report.")
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = {
        "A problem file, or the name of a known problem.",
        "With --resume it may be left out."
      })
  private @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run directory; runs/NAME if not given.")
  private @Nullable Path out;

  @Option(names = "--steps", paramLabel = "N", description = "Take N steps in all.")
  private @Nullable Long steps;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers.")
  private @Nullable Long seed;

  @Mixin private Threads threads = new Threads();

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = "Start from a trained model: a .safetensors file or a run directory.")
  private @Nullable Path from;

  @Mixin private Inputs inputs = new Inputs();

  @Option(names = "--resume", description = "Go on with the run in --out.")
  private boolean resume;

  @Option(names = "--json", description = "Print summary.json on standard output.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    if (resume && out == null) {
      throw new UserException("--resume needs --out, the directory of the run to go on with");
    }
    if (resume && from != null) {
      throw new UserException(
          "--resume goes on from a run's own state and --from starts anew; give one of them");
    }
    Path problem = problem();
    Experiment experiment = changed(inputs.read(problem));
    PrintWriter err = spec.commandLine().getErr();
    try (Trainer trainer = Trainer.of(experiment, threads.count())) {
      TrainingState start = from == null ? trainer.initial() : initialFrom(trainer, from);
      Path directory = out == null ? RunPlace.choose(ProblemLibrary.name(problem)) : out;
      boolean existed = Files.exists(directory);
      RunPlace.make(directory);
      try (RunDirectory run =
          resume
              ? RunDirectory.resume(directory, experiment)
              : RunDirectory.create(directory, experiment)) {
        if (!quiet) {
          String steps = experiment.steps() == 1 ? "1 step" : experiment.steps() + " steps";
          err.println(experiment.problem().title() + ", " + steps + ", in " + directory);
        }
        return new Training(trainer, run, spec, json, quiet).run(run.state().orElse(start));
      } finally {
        if (!existed) {
          RunPlace.removeUnlessRun(directory);
        }
      }
    }
  }

  /** The problem to read: the one given, or that of the run to go on with. */
  private Path problem() {
    if (file != null) {
      return file;
    }
    if (!resume || out == null) {
      throw new UserException(
          "say what to train: give a problem file, or a name that 'poise problems' lists");
    }
    Path own = out.resolve("problem.yaml");
    if (!Files.exists(own)) {
      throw new UserException(
          "there is no run in " + out + " to go on with; give the problem file to start one");
    }
    return own;
  }

  private Experiment changed(Experiment experiment) {
    Experiment changed = seed == null ? experiment : experiment.withSeed(seed);
    return steps == null
        ? changed
        : changed.withOptimizers(Steps.inAll(changed.optimizers(), steps));
  }

  private static TrainingState initialFrom(Trainer trainer, Path from) throws IOException {
    Path model = Files.isDirectory(from) ? from.resolve("model.safetensors") : from;
    if (!Files.isRegularFile(model)) {
      throw new UserException(
          "there is no model " + model + " to start from; give a .safetensors file");
    }
    try {
      return trainer.initialFrom(ModelFile.read(model));
    } catch (IllegalArgumentException e) {
      throw new UserException("--from: " + e.getMessage());
    }
  }
}
