package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.poise.app.files.OwnFiles;

/** Makes the report of a comparison. */
public final class ComparisonReport {
  /** The name of the results in a comparison's directory. */
  public static final String RESULTS = "comparison.json";

  private static final List<String> SCRIPTS =
      List.of("base.js", "charts.js", "page.js", "strips.js", "comparison.js");

  private ComparisonReport() {}

  /**
   * Writes DIRECTORY/comparison.json and, from it and the runs' metrics.csv, DIRECTORY/report.html,
   * replacing earlier ones.
   *
   * @param comparison the content of comparison.json
   * @return the report
   */
  public static Path write(Path directory, ObjectNode comparison) throws IOException {
    OwnFiles.replace(directory.resolve(RESULTS), comparison.toPrettyString() + "\n");
    return page(directory, comparison);
  }

  /**
   * Makes the report again from what {@link #write} has left.
   *
   * @throws IOException if comparison.json or a run's metrics.csv cannot be read
   */
  public static Path write(Path directory) throws IOException {
    Path file = directory.resolve(RESULTS);
    JsonNode comparison = OwnFiles.json(file);
    if (comparison.path("schemes").isEmpty()) {
      throw new IOException(
          file + " holds no results; call 'poise compare' with --out " + directory + " again");
    }
    return page(directory, comparison);
  }

  private static Path page(Path directory, JsonNode comparison) throws IOException {
    ObjectNode data = new ObjectMapper().createObjectNode();
    String title = comparison.path("problem").asText();
    data.put("title", title);
    Summaries.cite(comparison.path("cite").asText(""), data);
    int runs = comparison.path("runs").asInt();
    int failed = comparison.path("failed").asInt();
    data.putObject("outcome")
        .put("kind", failed == 0 ? "done" : failed < runs ? "mixed" : "failed")
        .put("message", message(comparison, runs, failed));
    figures(comparison, data.putArray("figures"));
    data.set("comparison", comparison);
    ComparisonCurves.write(directory, comparison, data);
    data.put(
        "footer",
        "Made by Poise "
            + comparison.path("version").asText("")
            + " from comparison.json and the runs' metrics.csv beside this file.");
    String page = HtmlPage.of("comparison.html", SCRIPTS, title, data);
    return OwnFiles.replace(directory.resolve(Report.NAME), page);
  }

  private static String message(JsonNode comparison, int runs, int failed) {
    String what =
        comparison.path("schemes").size()
            + " weightings, "
            + comparison.path("seeds").size()
            + (comparison.path("seeds").size() == 1 ? " seed: " : " seeds: ");
    return failed == 0
        ? what + "all " + runs + " runs ended well."
        : what + failed + " of " + runs + " runs failed in their numerics.";
  }

  private static void figures(JsonNode comparison, ArrayNode figures) {
    String quantity = comparison.path("quantities").path(0).asText();
    double least = Double.POSITIVE_INFINITY;
    String label = "";
    double seconds = 0;
    for (JsonNode scheme : comparison.path("schemes")) {
      JsonNode median = scheme.path("errors").path(quantity).path("median");
      if (median.asDouble(Double.POSITIVE_INFINITY) < least) {
        least = median.asDouble();
        label = scheme.path("label").asText();
      }
      for (JsonNode run : scheme.path("runs")) {
        seconds += run.path("seconds").asDouble();
      }
    }
    if (!label.isEmpty()) {
      figures
          .addObject()
          .put("label", "Least median " + comparison.path("measure").asText())
          .put("value", least)
          .put("note", (comparison.path("quantities").size() > 1 ? quantity + ", " : "") + label)
          .put("hero", true);
    }
    figures.addObject().put("label", "Weightings").put("value", comparison.path("schemes").size());
    figures.addObject().put("label", "Seeds").put("value", comparison.path("seeds").size());
    figures.addObject().put("label", "Steps of a run").set("value", comparison.path("steps"));
    figures.addObject().put("label", "Runs that failed").set("value", comparison.path("failed"));
    figures
        .addObject()
        .put("label", "Training time of all runs")
        .put("value", seconds)
        .put("unit", "seconds");
  }
}
