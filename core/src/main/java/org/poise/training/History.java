package org.poise.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a metrics.csv, ntk.csv or ntk-spectra.csv as numbers; NaN where a cell is empty.
 *
 * @param columns names of the columns, as in {@link MetricNames#columns} and {@link
 *     NtkMetrics#columns}
 * @param rows one array for each measurement, in the order of the columns
 */
public record History(List<String> columns, List<double[]> rows) {

  /** Takes copies of the lists. */
  public History {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Reads a metrics.csv. */
  public static History read(Path file) throws IOException {
    return read(file, List.of("step", "loss"));
  }

  /**
   * Reads a file. A last line that is not complete, as a process that was killed leaves it, is left
   * out.
   *
   * @param required columns that it must have
   * @throws IOException if it cannot be read or is no history: without a line that names the
   *     columns, or with a complete line that is not a row of numbers
   */
  public static History read(Path file, List<String> required) throws IOException {
    List<String> lines = completeLines(text(file));
    List<String> columns =
        lines.isEmpty() ? List.of() : Arrays.asList(lines.getFirst().split(",", -1));
    if (!columns.containsAll(required)) {
      throw new IOException(
          file
              + " is not the "
              + file.getFileName()
              + " of a run: its first line does not name the columns "
              + String.join(" and ", required));
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(file, i + 1, lines.get(i).split(",", -1), columns.size()));
    }
    return new History(columns, rows);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IOException(
          file + " is not the " + file.getFileName() + " of a run: it is not text in UTF-8", e);
    }
  }

  static List<String> completeLines(String text) {
    int end = text.lastIndexOf('\n');
    return end < 0 ? List.of() : text.substring(0, end).lines().toList();
  }

  private static double[] row(Path file, int line, String[] cells, int columns) throws IOException {
    if (cells.length != columns) {
      throw new IOException(
          file + ", line " + line + " has " + cells.length + " cells where " + columns + " belong");
    }
    double[] row = new double[columns];
    for (int i = 0; i < columns; i++) {
      try {
        row[i] = cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]);
      } catch (NumberFormatException e) {
        throw new IOException(file + ", line " + line + ": '" + cells[i] + "' is not a number", e);
      }
    }
    return row;
  }

  /**
   * One column over all rows.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public double[] column(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no column is called '" + name + "'; there are " + columns);
    }
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }

  /**
   * A column in the last row.
   *
   * @throws IllegalArgumentException if there is no such column, or no row
   */
  public double last(String name) {
    double[] values = column(name);
    if (values.length == 0) {
      throw new IllegalArgumentException("there is no row to take '" + name + "' from");
    }
    return values[values.length - 1];
  }
}
