package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.poise.app.files.OwnFiles;

/** Makes the report of a comparison. */
public final class ComparisonReport {
  /** The name of the results in a comparison's directory. */
  public static final String RESULTS = "comparison.json";

  private static final Page.Sort SORT =
      new Page.Sort("comparison.html", List.of("strips.js", "comparison.js"), RESULTS);

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
    int runs = comparison.path("runs").asInt();
    int failed = comparison.path("failed").asInt();
    Page page =
        new Page(
            comparison.path("problem").asText(),
            comparison.path("cite").asText(""),
            failed == 0 ? "done" : failed < runs ? "mixed" : "failed",
            message(comparison, runs, failed));
    figures(comparison, page);
    page.data().set("comparison", comparison);
    ComparisonCurves.write(directory, comparison, page.data());
    return page.write(
        directory,
        SORT,
        comparison.path("version").asText(""),
        " from comparison.json and the runs' metrics.csv beside this file.");
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

  private static void figures(JsonNode comparison, Page page) {
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
      page.figure("Least median " + comparison.path("measure").asText(), least)
          .put("note", (comparison.path("quantities").size() > 1 ? quantity + ", " : "") + label)
          .put("hero", true);
    }
    page.figure("Weightings", comparison.path("schemes").size());
    page.figure("Seeds", comparison.path("seeds").size());
    page.figure("Steps of a run", comparison.path("steps"));
    page.figure("Runs that failed", comparison.path("failed"));
    page.figure("Training time of all runs", seconds).put("unit", "seconds");
  }
}
