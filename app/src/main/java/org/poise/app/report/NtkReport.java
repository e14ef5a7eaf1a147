package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.poise.ntk.Spectrum;
import org.poise.problem.Equation;
import org.poise.problem.Problem;

/** Makes the report of a tangent kernel. */
public final class NtkReport {
  private static final Page.Sort SORT =
      new Page.Sort("ntk.html", List.of("strips.js", "estimators.js", "ntk.js"), "summary.json");

  /** Share of the largest component of the residuals below which none is drawn. */
  private static final double SMALLEST = 1e-8;

  private NtkReport() {}

  /**
   * Writes DIRECTORY/report.html.
   *
   * @param summary the content of summary.json
   * @param names names of the diagonal blocks, and {@code blocks} their spectra
   */
  public static void write(
      Path directory,
      Problem problem,
      JsonNode summary,
      Spectrum whole,
      Spectrum weighted,
      List<String> names,
      List<Spectrum> blocks)
      throws IOException {
    Page page =
        new Page(
            problem.title(),
            problem.cite() == null ? "" : problem.cite(),
            "done",
            "The tangent kernel at " + summary.path("at").asText() + ".");
    figures(summary, page);
    ObjectNode data = page.data();
    ArrayNode charts = data.putArray("charts");
    ArrayNode matrices = Curves.chart(charts, "Eigenvalues", "of K, and of Λ^½KΛ^½", "index", true);
    Curves.spectrum(matrices, "K", whole);
    Curves.spectrum(matrices, "Λ^½KΛ^½", weighted);
    ArrayNode terms =
        Curves.chart(charts, "Eigenvalues of the blocks", "one for each term", "index", true);
    for (int i = 0; i < names.size(); i++) {
      Curves.spectrum(terms, names.get(i), blocks.get(i));
    }
    decay(summary.path("decay"), charts);
    widths(summary.path("widths"), charts);
    ArrayNode rows = data.putArray("blocks");
    for (JsonNode block : summary.path("blocks")) {
      ObjectNode row = ((ObjectNode) block).deepCopy();
      row.put("formula", formula(problem, block.path("name").asText()));
      rows.add(row);
    }
    data.set("weights", summary.path("weights"));
    data.set("lookAlikes", summary.path("lookAlikes"));
    data.set("widths", summary.get("widths"));
    data.set("estimators", summary.get("estimators"));
    page.write(
        directory,
        SORT,
        summary.path("version").asText(),
        "; summary.json and the arrays are beside this file, manifest.json describes them.");
  }

  private static String formula(Problem problem, String name) {
    return problem.equations().stream()
        .filter(e -> e.name().equals(name))
        .map(Equation::text)
        .findFirst()
        .orElse("");
  }

  private static void figures(JsonNode summary, Page page) {
    JsonNode weighted = summary.path("weighted");
    figure(page, "Stable rates below", weighted.path("largestRate"), "2/λ_max of Λ^½KΛ^½")
        .put("hero", true);
    figure(page, "Trace of K", summary.path("kernel").path("trace"), "");
    figure(page, "Condition of K", summary.path("kernel").path("condition"), "above rounding");
    JsonNode rank = summary.path("kernel").path("effectiveRank");
    figure(page, "Effective rank of K", rank, "of " + summary.path("rows").asText() + " rows");
    figure(page, "Alignment", summary.path("alignment"), "of K with the residuals");
    if (summary.has("drift")) {
      figure(page, "Drift of K", summary.path("drift").path("kernel"), "since the start");
      figure(page, "Drift of θ", summary.path("drift").path("parameters"), "since the start");
    }
    figure(page, "Parameters", summary.path("parameters"), "");
  }

  private static ObjectNode figure(Page page, String label, JsonNode value, String note) {
    return page.figure(label, value).put("note", note);
  }

  private static void decay(JsonNode decay, ArrayNode charts) {
    if (decay.isMissingNode()) {
      return;
    }
    String note = "‖Λ^½r‖ under gradient descent at the rate 1/λ_max";
    ArrayNode norms = Curves.chart(charts, "Decay of the residuals", note, "step", false);
    double[] seen = doubles(decay.path("norms"));
    double[] steps = new double[seen.length];
    for (int t = 0; t < steps.length; t++) {
      steps[t] = t;
    }
    Curves.series(norms, "seen", steps, seen);
    Curves.series(norms, "predicted", steps, doubles(decay.path("predictedNorms")));
    eigenvectors(decay, charts);
  }

  /** Components of the residuals, but for what is too small to be seen beside the largest. */
  private static void eigenvectors(JsonNode decay, ArrayNode charts) {
    ArrayNode all =
        Curves.chart(
            charts, "Decay by eigenvector", "|r̃| of Λ^½KΛ^½'s eigenvectors", "index", true);
    double largest = 0;
    for (JsonNode component : decay.path("start")) {
      largest = Math.max(largest, Math.abs(component.asDouble()));
    }
    for (Map.Entry<String, String> each :
        List.of(
            Map.entry("start", "at the start"),
            Map.entry("end", "at the end, seen"),
            Map.entry("predicted", "predicted"))) {
      double[] values = doubles(decay.path(each.getKey()));
      for (int k = 0; k < values.length; k++) {
        double size = Math.abs(values[k]);
        values[k] = size > SMALLEST * largest ? size : Double.NaN;
      }
      Curves.indexed(all, each.getValue(), values, values.length);
    }
  }

  private static void widths(JsonNode widths, ArrayNode charts) {
    if (widths.isMissingNode()) {
      return;
    }
    String note = "after " + widths.path("steps").asText() + " steps";
    ArrayNode drift = Curves.chart(charts, "Drift against the width", note, "width", true);
    for (Map.Entry<String, String> each :
        List.of(Map.entry("kernel", "K"), Map.entry("parameters", "θ"))) {
      JsonNode rows = widths.path("rows");
      double[] x = new double[rows.size()];
      double[] y = new double[rows.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = rows.path(i).path("width").asDouble();
        y[i] = rows.path(i).path("drift").path(each.getKey()).asDouble(Double.NaN);
      }
      Curves.series(drift, each.getValue(), x, y);
    }
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).asDouble(Double.NaN);
    }
    return values;
  }
}
