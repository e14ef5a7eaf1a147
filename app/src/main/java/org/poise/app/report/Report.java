package org.poise.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.poise.app.files.OwnFiles;
import org.poise.experiment.Experiment;
import org.poise.residual.CompiledProblem;
import org.poise.training.Trainer;

/** Makes the report of a run. */
public final class Report {
  /** The name of the report in a run's directory. */
  public static final String NAME = "report.html";

  private static final List<String> SCRIPTS =
      List.of(
          "base.js", "charts.js", "curves.js", "page.js", "fields.js", "solution.js", "main.js");

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
    String title = run.experiment().problem().title();
    String page = HtmlPage.of("report.html", SCRIPTS, title, data(run, compiled));
    return OwnFiles.replace(directory.resolve(NAME), page);
  }

  /** Everything that the page shows, as JSON. */
  private static ObjectNode data(RunFiles run, CompiledProblem compiled) throws IOException {
    ObjectNode data = new ObjectMapper().createObjectNode();
    Experiment experiment = run.experiment();
    double[] theta = parameters(run, compiled);
    Summaries.header(run, data);
    Summaries.coefficients(experiment.problem(), compiled.layout(), theta, data);
    Slices.of(experiment, compiled, theta).write(data);
    Series.write(run.history(), data);
    if (run.ntk() != null && run.ntkSpectra() != null) {
      KernelCharts.write(run.ntk(), run.ntkSpectra(), data);
    }
    Summaries.blocks(run, data);
    Summaries.timings(run.summary(), data);
    data.put("problem", run.problemText());
    return data;
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
