package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.poise.app.compare.RunResult;
import org.poise.app.files.OwnFiles;
import org.poise.training.History;
import org.poise.training.ModelFile;

/**
 * A run of a study that has ended.
 *
 * @param setup what was asked for
 * @param directory its run directory
 * @param summary its summary.json
 */
public record TrainedRun(Setup setup, Path directory, JsonNode summary) {

  static TrainedRun read(Setup setup, Path directory) throws IOException {
    return new TrainedRun(setup, directory, OwnFiles.json(directory.resolve("summary.json")));
  }

  /** What was measured over the steps. */
  public History metrics() throws IOException {
    return History.read(directory.resolve("metrics.csv"));
  }

  /** The reports on the tangent kernel. */
  public History ntk() throws IOException {
    return History.read(directory.resolve("ntk.csv"), List.of("step"));
  }

  /** The eigenvalues in the reports on the tangent kernel. */
  public History spectra() throws IOException {
    return History.read(directory.resolve("ntk-spectra.csv"), List.of("step"));
  }

  /** The model at the end. */
  public ModelFile model() throws IOException {
    return ModelFile.read(directory.resolve("model.safetensors"));
  }

  /** Whether its numerics failed. */
  public boolean failed() {
    return RunResult.isFailure(summary.path("outcome").asText());
  }

  /** The relative L2 error of a quantity at the end; infinite if the numerics failed. */
  public double error(String quantity) {
    return failed()
        ? Double.POSITIVE_INFINITY
        : summary.path("errors").path(quantity).path("relL2").asDouble(Double.NaN);
  }

  /** The largest relative L2 error over the quantities at the end. */
  public double largestError() {
    double largest = 0;
    for (Map.Entry<String, JsonNode> each : summary.path("errors").properties()) {
      largest = Math.max(largest, error(each.getKey()));
    }
    return largest;
  }

  /** Training time in seconds. */
  public double seconds() {
    return summary.path("seconds").asDouble();
  }
}
