package org.poise.app;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.residual.CompiledProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a trained model at points. */
@Command(
    name = "predict",
    sortOptions = false,
    description = {
      "Evaluate a trained model at points: CSV in, CSV out.",
      "The input has a header and a column for each coordinate, in any order; further columns pass"
          + " through. Fields, transforms and outputs are added as columns."
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR|MODEL",
      description = "The directory of a run, or a model.safetensors.")
  private Path model = Path.of("");

  @Option(names = "--in", paramLabel = "CSV", description = "Points; standard input if not given.")
  private @Nullable Path in;

  @Option(
      names = "--out",
      paramLabel = "CSV",
      description = "Predictions; standard output if not given.")
  private @Nullable Path out;

  @Option(
      names = "--problem",
      paramLabel = "FILE",
      description = "The model's problem; problem.yaml beside the model if not given.")
  private @Nullable Path problem;

  @Option(names = "--best", description = "Use the run's best model instead of its last.")
  private boolean best;

  @Option(
      names = "--exact",
      description = "Add the exact values that the problem states, and the errors.")
  private boolean exact;

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Threads threads = new Threads();

  @Override
  public Integer call() throws IOException {
    checkFiles();
    Path file = modelFile();
    Experiment experiment = inputs.read(problemFile(file));
    if (exact && experiment.problem().exact().isEmpty()) {
      throw new UserException(
          "--exact needs closed forms, and the problem states none under 'exact'; leave it out");
    }
    try (CompiledProblem compiled =
        CompiledProblem.compile(experiment.problem(), experiment.networks(), threads.count())) {
      double[] initial = compiled.initialParameters(experiment.seed());
      double[] theta = TrainedModel.parameters(file, experiment, compiled, initial);
      Prediction prediction = new Prediction(experiment.problem(), compiled, theta, exact);
      try (Reader reader = reader()) {
        write(prediction, reader);
      }
      String warning = prediction.warning();
      if (warning != null) {
        spec.commandLine().getErr().println("poise: " + warning);
      }
    }
    return 0;
  }

  private Path modelFile() {
    if (Files.isDirectory(model)) {
      Path file = model.resolve(best ? "model-best.safetensors" : "model.safetensors");
      if (!Files.isRegularFile(file)) {
        throw new UserException(
            "there is no " + file + "; give the directory of a run that 'poise train' finished");
      }
      return file;
    }
    if (!Files.isRegularFile(model)) {
      throw new UserException(
          "there is no model " + model + "; give the directory of a run, or a .safetensors file");
    }
    if (best) {
      throw new UserException(
          "--best chooses among the models of a run's directory, and " + model + " is one model");
    }
    return model;
  }

  private Path problemFile(Path modelFile) {
    if (problem != null) {
      return problem;
    }
    Path beside = modelFile.resolveSibling("problem.yaml");
    if (!Files.isRegularFile(beside)) {
      throw new UserException(
          "there is no problem.yaml beside " + modelFile + "; say with --problem what it solves");
    }
    return beside;
  }

  /** Refuses names that no points can be read from, or no predictions written to. */
  private void checkFiles() throws IOException {
    if (in != null && Files.isDirectory(in)) {
      throw new UserException(in + " is a directory; give points as a CSV file");
    }
    if (out == null) {
      return;
    }
    Path parent = out.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new UserException(
          "there is no directory " + parent + " to write " + out + " into; make it first");
    }
    if (Files.isDirectory(out)) {
      throw new UserException(out + " is a directory; give --out the name of a file");
    }
    if (in != null && Files.exists(out) && Files.isSameFile(in, out)) {
      throw new UserException(
          "--in and --out are the same file, "
              + out
              + ", which would replace the points; give --out another name");
    }
  }

  private Reader reader() throws IOException {
    return in == null
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(in);
  }

  /** A file appears only when all of it is there. */
  private void write(Prediction prediction, Reader reader) throws IOException {
    String source = in == null ? "the input" : in.toString();
    if (out == null) {
      PrintWriter writer = spec.commandLine().getOut();
      prediction.run(source, reader, writer);
      writer.flush();
      return;
    }
    Path target = out.toAbsolutePath();
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      try (Writer writer = new BufferedWriter(Files.newBufferedWriter(fresh))) {
        prediction.run(source, reader, writer);
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
