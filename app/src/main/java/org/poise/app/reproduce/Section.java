package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.poise.app.report.Curves;

/** A part of a study's report: a few words, charts, and tables below them. */
public final class Section {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();
  private final ArrayNode charts;
  private final ArrayNode tables;

  Section(String title, String note) {
    node.put("title", title).put("note", note);
    charts = node.putArray("charts");
    tables = node.putArray("tables");
  }

  /** A chart of curves, whose vertical axis is logarithmic where values span a decade. */
  public final class Chart {
    private final ArrayNode series;

    private Chart(String title, String note, String x, boolean logarithmic) {
      series = Curves.chart(charts, title, note, x, logarithmic);
    }

    /** Adds a curve; it is interrupted where a value is not finite. */
    public Chart curve(String name, double[] x, double[] y) {
      Curves.series(series, name, x, y);
      return this;
    }

    /** Adds eigenvalues over their indices. */
    Chart spectrum(String name, KeptSpectrum spectrum) {
      return curve(name, spectrum.index(), spectrum.values());
    }

    /** Adds a curve over 1, 2, …, thinned evenly on a logarithmic axis. */
    public Chart indexed(String name, double[] y) {
      Curves.indexed(series, name, y, y.length);
      return this;
    }
  }

  /**
   * Adds a chart.
   *
   * @param x name of the horizontal axis
   * @param logarithmic whether that axis is logarithmic
   */
  public Chart chart(String title, String note, String x, boolean logarithmic) {
    return new Chart(title, note, x, logarithmic);
  }

  /** A table with named columns. */
  public static final class Table {
    private final ArrayNode rows;

    private Table(ArrayNode rows) {
      this.rows = rows;
    }

    /** Adds a row of texts and numbers; numbers that are not finite are shown as a dash. */
    public Table row(Object... cells) {
      ArrayNode row = rows.addArray();
      for (Object cell : cells) {
        switch (cell) {
          case Integer count -> row.add(count);
          case Long count -> row.add(count);
          case Double value when Double.isFinite(value) -> row.add(value);
          case Double _ -> row.addNull();
          default -> row.add(cell.toString());
        }
      }
      return this;
    }
  }

  /** Adds a table. */
  public Table table(String title, String... columns) {
    ObjectNode table = tables.addObject().put("title", title);
    ArrayNode names = table.putArray("columns");
    for (String column : columns) {
      names.add(column);
    }
    return new Table(table.putArray("rows"));
  }

  ObjectNode json() {
    return node;
  }
}
