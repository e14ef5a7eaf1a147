package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.app.files.OwnFiles;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.training.History;
import org.poise.training.ModelFile;
import org.poise.training.NtkMetrics;

/**
 * What a run left in its directory.
 *
 * @param experiment read from problem.yaml
 * @param problemText problem.yaml as it stands
 * @param summary summary.json
 * @param history metrics.csv
 * @param ntk ntk.csv, where the kernel was reported on
 * @param ntkSpectra ntk-spectra.csv, likewise
 * @param model model.safetensors
 */
record RunFiles(
    Experiment experiment,
    String problemText,
    JsonNode summary,
    History history,
    @Nullable History ntk,
    @Nullable History ntkSpectra,
    ModelFile model) {

  /**
   * Reads a run's directory.
   *
   * @throws IOException if a file is missing or is not what it should be, with a message for the
   *     user
   */
  static RunFiles read(Path directory) throws IOException {
    Path problem = file(directory, "problem.yaml");
    Path summary = file(directory, "summary.json");
    Path metrics = file(directory, "metrics.csv");
    Path model = file(directory, "model.safetensors");
    Experiment experiment = ProblemFile.read(problem, List.of());
    boolean reports = experiment.ntkReport() != null;
    return new RunFiles(
        experiment,
        Files.readString(problem),
        OwnFiles.json(summary),
        History.read(metrics),
        reports ? reports(directory, "ntk.csv", NtkMetrics.columns(List.of())) : null,
        reports ? reports(directory, "ntk-spectra.csv", List.of("step", "kernel.1")) : null,
        ModelFile.read(model));
  }

  private static History reports(Path directory, String name, List<String> columns)
      throws IOException {
    return History.read(file(directory, name), columns);
  }

  private static Path file(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          directory
              + " has no "
              + name
              + ", so it is not the directory of a run that ended; give the directory that 'poise"
              + " train' wrote");
    }
    return file;
  }
}
