package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.poise.app.compare.Comparison;
import org.poise.app.compare.SchemeResult;
import org.poise.app.compare.Spread;
import org.poise.training.History;

/**
 * Errors and weights over steps as medians and quartiles over the seeds of each scheme. A run that
 * ended early keeps its last values; one that failed has error +∞ from then on.
 */
final class ComparisonCurves {
  /** Points of a curve beyond which it is thinned. */
  private static final int MOST = 400;

  private final ArrayNode charts;
  private final List<Scheme> schemes;

  /** The runs of a scheme, and the steps at which its curves have points. */
  private record Scheme(String label, List<Run> runs, double[] steps) {}

  /** What was measured in a run, at which steps. */
  private record Run(History history, double[] steps, boolean failed) {

    /** Index of the last row at or before a step. */
    int row(double step) {
      int at = Arrays.binarySearch(steps, step);
      return Math.max(0, at >= 0 ? at : -at - 2);
    }

    boolean isOver(double step) {
      return failed && step > steps[steps.length - 1];
    }

    /** The sum over the columns that are chosen by name. */
    double value(int row, Predicate<String> columns) {
      double sum = 0;
      for (int i = 0; i < history.columns().size(); i++) {
        if (columns.test(history.columns().get(i))) {
          sum += history.rows().get(row)[i];
        }
      }
      return sum;
    }
  }

  private ComparisonCurves(ArrayNode charts, List<Scheme> schemes) {
    this.charts = charts;
    this.schemes = schemes;
  }

  /** Writes the charts of a comparison in a directory. */
  static void write(Path directory, JsonNode comparison, ObjectNode data) throws IOException {
    List<Scheme> schemes = new ArrayList<>();
    for (JsonNode scheme : comparison.path("schemes")) {
      schemes.add(read(directory, scheme));
    }
    ComparisonCurves curves = new ComparisonCurves(data.putArray("history"), schemes);
    String measure = comparison.path("measure").asText();
    for (JsonNode quantity : comparison.path("quantities")) {
      String name = quantity.asText();
      curves.chart(Comparison.heading(measure, name), column(measure, name), false);
    }
    JsonNode weights = comparison.path("schemes").path(0).path("finalWeights");
    for (var group : weights.properties()) {
      String column = "weight." + group.getKey();
      curves.chart("Weight of " + group.getKey(), column::equals, true);
    }
  }

  /** The columns whose sum is a measure of a quantity. */
  private static Predicate<String> column(String measure, String quantity) {
    String error = "error." + quantity + ".relL2";
    return switch (measure) {
      case "held-out loss" -> column -> column.startsWith("heldout.");
      case "loss" -> column -> column.startsWith("loss.");
      default -> error::equals;
    };
  }

  private static Scheme read(Path directory, JsonNode scheme) throws IOException {
    String label = scheme.path("label").asText();
    List<Run> runs = new ArrayList<>();
    DoubleStream steps = DoubleStream.empty();
    for (JsonNode run : scheme.path("runs")) {
      Path place = SchemeResult.runDirectory(directory, label, run.path("seed").asLong());
      History history = History.read(place.resolve("metrics.csv"));
      if (!history.rows().isEmpty()) {
        double[] measured = history.column("step");
        runs.add(new Run(history, measured, run.path("failed").asBoolean()));
        steps = DoubleStream.concat(steps, Arrays.stream(measured));
      }
    }
    return new Scheme(label, runs, thinned(steps.distinct().sorted().toArray()));
  }

  private static double[] thinned(double[] steps) {
    int every = Math.max(1, Math.ceilDiv(steps.length, MOST));
    double[] kept = new double[Math.ceilDiv(steps.length, every)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = steps[Math.min(i * every, steps.length - 1)];
    }
    if (kept.length > 0) {
      kept[kept.length - 1] = steps[steps.length - 1];
    }
    return kept;
  }

  private void chart(String title, Predicate<String> columns, boolean weight) {
    ObjectNode chart = charts.addObject();
    chart.put("title", title).put("note", "median over seeds, band between the quartiles");
    chart.put("log", true).put("shared", true).put("steps", weight);
    ArrayNode series = chart.putArray("series");
    for (Scheme scheme : schemes) {
      curve(scheme, columns, weight, series.addObject().put("name", scheme.label()));
    }
  }

  private static void curve(
      Scheme scheme, Predicate<String> columns, boolean weight, ObjectNode curve) {
    ArrayNode steps = curve.putArray("steps");
    ArrayNode seconds = curve.putArray("seconds");
    ArrayNode values = curve.putArray("values");
    ArrayNode lower = curve.putArray("lower");
    ArrayNode upper = curve.putArray("upper");
    for (double step : scheme.steps) {
      double[] at = new double[scheme.runs.size()];
      double[] time = new double[at.length];
      int n = 0;
      int running = 0;
      for (Run run : scheme.runs) {
        boolean over = run.isOver(step);
        int row = run.row(step);
        if (!over) {
          time[running++] = run.value(row, "seconds"::equals);
        }
        if (!over || !weight) {
          at[n++] = over ? Double.POSITIVE_INFINITY : run.value(row, columns);
        }
      }
      Spread spread = Spread.of(Arrays.copyOf(at, n));
      steps.add((long) step);
      add(seconds, Spread.of(Arrays.copyOf(time, running)).median());
      add(values, spread.median());
      add(lower, spread.lower());
      add(upper, spread.upper());
    }
  }

  private static void add(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(Figures.shortened(value));
    } else {
      array.addNull();
    }
  }
}
