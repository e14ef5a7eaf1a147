package org.poise.app;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Expr;
import org.poise.problem.Domain;
import org.poise.problem.Formula;
import org.poise.problem.Interval;
import org.poise.problem.Problem;
import org.poise.residual.CompiledProblem;
import org.poise.residual.FieldEvaluator;

/** Reads points from CSV, evaluates a model there, and writes what was read with the values. */
final class Prediction {
  private static final int BATCH = 4096;

  private final Domain domain;
  private final List<String> quantities;
  private final List<String> exact;
  private final FieldEvaluator evaluator;
  private final double[] theta;
  private long outside;
  private @Nullable String firstOutside;

  /**
   * A prediction.
   *
   * @param exact whether to add the problem's closed forms and the errors
   */
  Prediction(Problem problem, CompiledProblem compiled, double[] theta, boolean exact) {
    this.domain = problem.domain();
    this.theta = theta;
    Map<String, Expr> all = problem.quantities();
    this.quantities = List.copyOf(all.keySet());
    this.exact = exact ? List.copyOf(problem.exact().keySet()) : List.of();
    List<Expr> expressions = new ArrayList<>(all.values());
    if (exact) {
      problem.exact().values().stream().map(Formula::expression).forEach(expressions::add);
    }
    this.evaluator = compiled.evaluator(expressions);
  }

  /** What the user may want to know of the points, or null. */
  @Nullable String warning() {
    return outside == 0
        ? null
        : firstOutside
            + (outside == 1 ? "" : ", and so are " + (outside - 1) + " further points")
            + "; the network was not trained there";
  }

  /**
   * Reads, evaluates and writes all points.
   *
   * @param source what messages call the input
   */
  void run(String source, Reader reader, Writer writer) throws IOException {
    try {
      CsvReader<CsvRecord> csv =
          CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(reader);
      CsvWriter lines = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext()) {
        throw new UserException(
            source + " is empty; its first line names the columns, such as " + example());
      }
      List<String> header = header(source, records.next());
      int[] columns = columns(source, header);
      lines.writeRecord(outputHeader(source, header));
      List<CsvRecord> batch = new ArrayList<>();
      while (records.hasNext()) {
        batch.add(records.next());
        if (batch.size() == BATCH || !records.hasNext()) {
          evaluate(source, batch, header, columns, lines);
          batch.clear();
        }
      }
      lines.flush();
    } catch (CsvParseException | UncheckedIOException e) {
      throw unreadable(source, e);
    }
  }

  /** What to say of input that the parser gave up on; its own message is about itself. */
  private UserException unreadable(String source, RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String why =
        switch (cause) {
          case CharacterCodingException coding -> "it is not text in UTF-8";
          case IOException io -> "it cannot be read (" + io.getMessage() + ")";
          default -> "it has a field that is far too long";
        };
    return new UserException(
        source
            + " is not CSV: "
            + why
            + "; its first line names the columns, such as "
            + example());
  }

  private String example() {
    return String.join(",", domain.coordinates());
  }

  private static List<String> header(String source, CsvRecord first) {
    List<String> header = new ArrayList<>();
    for (String field : first.getFields()) {
      String name = field.replace("\ufeff", "").strip();
      if (header.contains(name)) {
        throw new UserException(
            source
                + ", line 1: there are two columns '"
                + name
                + "'; columns need different names");
      }
      header.add(name);
    }
    return header;
  }

  private int[] columns(String source, List<String> header) {
    int[] columns = new int[domain.dimension()];
    for (int i = 0; i < columns.length; i++) {
      String coordinate = domain.coordinates().get(i);
      columns[i] = header.indexOf(coordinate);
      if (columns[i] < 0) {
        throw new UserException(
            source
                + ", line 1: there is no column '"
                + coordinate
                + "'; the first line must name a column for each coordinate, such as "
                + example());
      }
    }
    return columns;
  }

  private List<String> outputHeader(String source, List<String> header) {
    List<String> names = new ArrayList<>(header);
    List<String> added = new ArrayList<>(quantities);
    for (String name : exact) {
      added.add(name + "_exact");
      added.add(name + "_error");
    }
    for (String name : added) {
      if (header.contains(name)) {
        throw new UserException(
            source
                + ", line 1: the column '"
                + name
                + "' has the name of a quantity to predict; rename it, such as to "
                + name
                + "_given");
      }
      names.add(name);
    }
    return names;
  }

  private void evaluate(
      String source, List<CsvRecord> batch, List<String> header, int[] columns, CsvWriter lines) {
    int n = batch.size();
    int d = columns.length;
    double[] points = new double[n * d];
    for (int p = 0; p < n; p++) {
      CsvRecord row = batch.get(p);
      if (row.getFieldCount() != header.size()) {
        throw new UserException(
            at(source, row)
                + ": "
                + row.getFieldCount()
                + " values where the first line names "
                + header.size()
                + " columns");
      }
      for (int i = 0; i < d; i++) {
        points[p * d + i] = coordinate(source, row, i, columns[i]);
      }
    }
    int width = quantities.size() + exact.size();
    double[] values = new double[n * width];
    evaluator.evaluate(theta, n, points, values);
    for (int p = 0; p < n; p++) {
      List<String> cells = new ArrayList<>(batch.get(p).getFields());
      int row = p * width;
      for (int k = 0; k < quantities.size(); k++) {
        cells.add(Double.toString(values[row + k]));
      }
      for (int k = 0; k < exact.size(); k++) {
        double known = values[row + quantities.size() + k];
        cells.add(Double.toString(known));
        cells.add(Double.toString(values[row + quantities.indexOf(exact.get(k))] - known));
      }
      lines.writeRecord(cells);
    }
  }

  private double coordinate(String source, CsvRecord row, int coordinate, int column) {
    String name = domain.coordinates().get(coordinate);
    String text = row.getField(column).strip();
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!Double.isFinite(value)) {
      throw new UserException(
          at(source, row) + ": " + name + " must be a finite number, not '" + text + "'");
    }
    Interval interval = domain.interval(coordinate);
    if (value < interval.lower() || value > interval.upper()) {
      outside++;
      if (firstOutside == null) {
        firstOutside =
            at(source, row) + ": " + name + " = " + text + " is outside the domain " + interval;
      }
    }
    return value;
  }

  private static String at(String source, CsvRecord row) {
    return source + ", line " + row.getStartingLineNumber();
  }
}
