package org.poise.problem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Known values of the solution at given points, where there is no closed form. The arrays belong to
 * this record and are not to be changed. Two references are equal if they hold the same values,
 * wherever they came from.
 *
 * @param file the file that the values were read from, or null
 * @param names the quantities, each a field, transform or output of the problem
 * @param points [n × dimension]
 * @param values [n × names]
 */
public record Reference(@Nullable Path file, List<String> names, double[] points, double[] values) {
  /** Checks the sizes. */
  public Reference {
    names = List.copyOf(names);
    if (names.isEmpty() || values.length == 0 || values.length % names.size() != 0) {
      throw new IllegalArgumentException(
          "a reference needs at least one name and a value of each at every point");
    }
  }

  /** Number of points n. */
  public int count() {
    return values.length / names.size();
  }

  /** The values as CSV, one line a point, under a header of the coordinates and the names. */
  public String csv(List<String> coordinates) {
    int d = coordinates.size();
    StringBuilder text = new StringBuilder();
    text.append(String.join(",", coordinates)).append(',').append(String.join(",", names));
    for (int p = 0; p < count(); p++) {
      StringJoiner line = new StringJoiner(",", "\n", "");
      for (int i = 0; i < d; i++) {
        line.add(Double.toString(points[p * d + i]));
      }
      for (int k = 0; k < names.size(); k++) {
        line.add(Double.toString(values[p * names.size() + k]));
      }
      text.append(line);
    }
    return text.append('\n').toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reference that
        && names.equals(that.names)
        && Arrays.equals(points, that.points)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * names.hashCode() + Arrays.hashCode(points)) + Arrays.hashCode(values);
  }
}
