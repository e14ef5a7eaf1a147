package org.poise.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.poise.problem.Reference;

/**
 * Reads a reference: CSV with a header of the coordinates, in order, and then the names of
 * quantities.
 */
final class ReferenceFile {
  private static final int MAX_BYTES = 200_000_000;

  private ReferenceFile() {}

  static Reference read(
      String name,
      @Nullable Path directory,
      List<String> coordinates,
      Function<String, ProblemFileException> error) {
    String[] lines = text(name, directory, error).split("\r?\n", -1);
    List<String> header = cells(lines[0]);
    int d = coordinates.size();
    if (header.size() <= d || !header.subList(0, d).equals(coordinates)) {
      throw error.apply(
          name
              + ":1: the header must be the coordinates and then names of quantities, such as '"
              + String.join(",", coordinates)
              + ",u'");
    }
    List<String> names = header.subList(d, header.size());
    if (names.stream().distinct().count() != names.size()) {
      throw error.apply(name + ":1: a name is there twice; give each column its own");
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        rows.add(row(lines[i], header.size(), name + ":" + (i + 1), error));
      }
    }
    if (rows.isEmpty()) {
      throw error.apply(name + ": there are no values under the header; give at least one line");
    }
    double[] points = new double[rows.size() * d];
    double[] values = new double[rows.size() * names.size()];
    for (int p = 0; p < rows.size(); p++) {
      System.arraycopy(rows.get(p), 0, points, p * d, d);
      System.arraycopy(rows.get(p), d, values, p * names.size(), names.size());
    }
    return new Reference(resolve(name, directory, error), names, points, values);
  }

  private static Path resolve(
      String name, @Nullable Path directory, Function<String, ProblemFileException> error) {
    try {
      Path path = Path.of(name);
      return (directory == null ? path : directory.resolve(path)).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw error.apply("'" + name + "' cannot be a path; give the name of a CSV file");
    }
  }

  private static String text(
      String name, @Nullable Path directory, Function<String, ProblemFileException> error) {
    Path path = resolve(name, directory, error);
    if (!Files.isRegularFile(path)) {
      throw error.apply(
          (Files.isDirectory(path)
                  ? "'" + name + "' is a directory"
                  : "there is no file '" + name + "'")
              + "; give the path of a CSV file, relative to the problem file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw error.apply(
            "'" + name + "' is longer than " + MAX_BYTES + " bytes; give fewer points");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw error.apply("'" + name + "' is no text in UTF-8; give a CSV file");
    } catch (IOException e) {
      throw error.apply("'" + name + "' cannot be read: " + e.getMessage());
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private static double[] row(
      String line, int columns, String where, Function<String, ProblemFileException> error) {
    List<String> cells = cells(line);
    if (cells.size() != columns) {
      throw error.apply(
          where
              + ": "
              + cells.size()
              + " values where the header has "
              + columns
              + "; give as many");
    }
    double[] row = new double[columns];
    for (int k = 0; k < columns; k++) {
      try {
        row[k] = Double.parseDouble(cells.get(k));
      } catch (NumberFormatException e) {
        throw error.apply(where + ": '" + cells.get(k) + "' is no number");
      }
      if (!Double.isFinite(row[k])) {
        throw error.apply(
            where + ": '" + cells.get(k) + "' is not finite; give finite values only");
      }
    }
    return row;
  }
}
