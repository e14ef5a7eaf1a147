package org.poise.bench.reference;

import java.util.Arrays;

/**
 * Values u(x, t) on a rectangular grid.
 *
 * @param x abscissae
 * @param t times
 * @param values u, row i holding all x at t[i]; [times × abscissae]
 */
public record ReferenceTable(double[] x, double[] t, double[][] values) {

  /**
   * Returns {@code count} equidistant numbers from {@code lower} to {@code upper}, both included.
   */
  public static double[] grid(double lower, double upper, int count) {
    double[] grid = new double[count];
    Arrays.setAll(grid, i -> (lower * (count - 1 - i) + upper * i) / (count - 1));
    return grid;
  }

  /** Returns the largest absolute difference from a table on the same grid. */
  public double distance(ReferenceTable other) {
    double largest = 0;
    for (int i = 0; i < t.length; i++) {
      for (int j = 0; j < x.length; j++) {
        largest = Math.max(largest, Math.abs(values[i][j] - other.values[i][j]));
      }
    }
    return largest;
  }

  /**
   * Returns the table as CSV text with the header {@code x,t,u}, t running fastest; every number
   * reads back to the same bits.
   */
  public String csv() {
    StringBuilder text = new StringBuilder("x,t,u\n");
    for (int j = 0; j < x.length; j++) {
      for (int i = 0; i < t.length; i++) {
        text.append(x[j]).append(',').append(t[i]).append(',').append(values[i][j]).append('\n');
      }
    }
    return text.toString();
  }
}
