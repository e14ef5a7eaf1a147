package org.poise.app.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.poise.experiment.Experiment;
import org.poise.residual.CompiledProblem;
import org.poise.training.Trainer;

/** Makes the report of a run. */
public final class Report {
  /** The name of the report in a run's directory. */
  public static final String NAME = "report.html";

  private static final Page.Sort SORT =
      new Page.Sort(
          "report.html",
          List.of("fields.js", "solution.js", "main.js"),
          "summary.json and metrics.csv");

  private Report() {}

  /**
   * Makes DIRECTORY/report.html from problem.yaml, summary.json, metrics.csv, model.safetensors
   * and, where the kernel was reported on, ntk.csv and ntk-spectra.csv beside it, replacing an
   * earlier one.
   *
   * @param threads threads to evaluate the solution with; the report is the same for any number
   * @return the report
   * @throws IOException if the directory is not that of a run, or the report cannot be written
   */
  public static Path write(Path directory, int threads) throws IOException {
    RunFiles run = RunFiles.read(directory);
    try (CompiledProblem compiled =
        CompiledProblem.compile(run.experiment().problem(), run.experiment().networks(), threads)) {
      return write(directory, run, compiled);
    }
  }

  /** The same with what a trainer has compiled, which must not be running. */
  public static Path write(Path directory, Trainer trainer) throws IOException {
    return write(directory, RunFiles.read(directory), trainer.compiled());
  }

  private static Path write(Path directory, RunFiles run, CompiledProblem compiled)
      throws IOException {
    Page page = Summaries.page(run);
    ObjectNode data = page.data();
    Experiment experiment = run.experiment();
    double[] theta = parameters(run, compiled);
    Summaries.coefficients(experiment.problem(), compiled.layout(), theta, data);
    Slices.of(experiment, compiled, theta).write(data);
    Series.write(run.history(), data);
    if (run.ntk() != null && run.ntkSpectra() != null) {
      KernelCharts.write(run.ntk(), run.ntkSpectra(), data);
    }
    Summaries.blocks(run, data);
    Summaries.timings(run.summary(), data);
    data.put("problem", run.problemText());
    return page.write(
        directory,
        SORT,
        run.summary().path("version").asText(""),
        " from summary.json, metrics.csv, problem.yaml and model.safetensors beside this file.");
  }

  private static double[] parameters(RunFiles run, CompiledProblem compiled) throws IOException {
    Experiment experiment = run.experiment();
    double[] initial = compiled.initialParameters(experiment.seed());
    try {
      return run.model().parameters(compiled.networks(), compiled.layout(), initial);
    } catch (IllegalArgumentException e) {
      throw new IOException("model.safetensors is not of this problem: " + e.getMessage(), e);
    }
  }
}
