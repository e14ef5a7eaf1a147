package org.poise.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.poise.training.History;

/** The measurements of a training as the series of its charts. */
final class Series {
  /** Points of a series beyond which it is thinned. */
  private static final int MOST = 1500;

  private Series() {}

  /** Writes a chart for every kind of measurement that the history has. */
  static void write(History history, ObjectNode data) {
    ArrayNode charts = data.putArray("history");
    Chart loss = new Chart(history, "Loss", "weighted total, and mean square of each term", true);
    loss.add("loss", "total", true);
    loss.addAll("loss.");
    loss.write(charts);
    Chart error = new Chart(history, "Error", "against the reference", false);
    error.addAll("error.");
    error.write(charts);
    Chart heldOut = new Chart(history, "Held-out loss", "on points not trained on", true);
    heldOut.addAll("heldout.");
    heldOut.write(charts);
    Chart weights = new Chart(history, "Weights", "of each group", true);
    weights.held();
    weights.addAll("weight.");
    weights.write(charts);
    Chart traces = new Chart(history, "NTK traces", "Tr K of each term, as measured", true);
    traces.held();
    traces.addAll("trace.");
    traces.write(charts);
    for (String column : history.columns()) {
      if (column.startsWith("coefficient.")) {
        String name = column.substring("coefficient.".length());
        Chart coefficient = new Chart(history, name, "trainable coefficient", false);
        coefficient.linear();
        coefficient.add(column, name, false);
        coefficient.write(charts);
      }
    }
  }

  /** One chart: series over steps and seconds, with the rows that hold a value. */
  private static final class Chart {
    private final History history;
    private final ObjectNode node;
    private final ArrayNode series;

    Chart(History history, String title, String note, boolean ofTerms) {
      this.history = history;
      this.node = JsonNodeFactory.instance.objectNode();
      node.put("title", title).put("note", note).put("log", true).put("shared", ofTerms);
      this.series = node.putArray("series");
    }

    /** Values hold until the next measurement. */
    void held() {
      node.put("steps", true);
    }

    void linear() {
      node.put("log", false);
    }

    void addAll(String prefix) {
      for (String column : history.columns()) {
        if (column.startsWith(prefix)) {
          add(column, name(column.substring(prefix.length())), false);
        }
      }
    }

    private static String name(String name) {
      if (name.endsWith(".relL2")) {
        return name.substring(0, name.length() - ".relL2".length()) + ", relative L2";
      }
      return name.endsWith(".max")
          ? name.substring(0, name.length() - ".max".length()) + ", maximum"
          : name;
    }

    void add(String column, String name, boolean total) {
      int index = history.columns().indexOf(column);
      List<double[]> rows =
          history.rows().stream().filter(row -> !Double.isNaN(row[index])).toList();
      if (rows.isEmpty()) {
        return;
      }
      ObjectNode one = series.addObject().put("name", name);
      if (total) {
        one.put("total", true);
      }
      ArrayNode steps = one.putArray("steps");
      ArrayNode seconds = one.putArray("seconds");
      ArrayNode values = one.putArray("values");
      int every = Math.ceilDiv(rows.size(), MOST);
      for (int i = 0; i < rows.size(); i++) {
        if (i % every == 0 || i == rows.size() - 1) {
          double[] row = rows.get(i);
          steps.add((long) row[0]);
          seconds.add(Figures.shortened(row[1]));
          if (Double.isFinite(row[index])) {
            values.add(Figures.shortened(row[index]));
          } else {
            values.addNull();
          }
        }
      }
    }

    void write(ArrayNode charts) {
      if (!series.isEmpty()) {
        charts.add(node);
      }
    }
  }
}
