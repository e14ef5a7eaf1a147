package org.poise.problem;

import java.util.Arrays;
import java.util.List;

/** Regular grids. */
final class Grids {
  private Grids() {}

  /** Cells along each of {@code free} coordinates whose product is at most {@code count}. */
  static int[] cells(int count, int free) {
    int root = 1;
    while (power(root + 1, free) <= count) {
      root++;
    }
    int[] cells = new int[free];
    Arrays.fill(cells, root);
    long product = power(root, free);
    for (int i = 0; i < free && product / root * (root + 1) <= count; i++) {
      product = product / root * (root + 1);
      cells[i]++;
    }
    return cells;
  }

  private static long power(long base, int exponent) {
    long product = 1;
    for (int i = 0; i < exponent; i++) {
      product *= base;
      if (product > Integer.MAX_VALUE) {
        return Long.MAX_VALUE;
      }
    }
    return product;
  }

  /**
   * The centres of cells in the unit cube, [product × cells.length], the last coordinate running
   * fastest.
   */
  static double[] centres(int[] cells) {
    int n = Arrays.stream(cells).reduce(1, (a, b) -> a * b);
    double[] points = new double[n * cells.length];
    for (int p = 0; p < n; p++) {
      int rest = p;
      for (int i = cells.length - 1; i >= 0; i--) {
        points[p * cells.length + i] = (rest % cells[i] + 0.5) / cells[i];
        rest /= cells[i];
      }
    }
    return points;
  }

  /**
   * Nodes with both ends of every interval, [product of shape × d], the last coordinate running
   * fastest.
   */
  static double[] nodes(Domain domain, List<Integer> shape) {
    int d = domain.dimension();
    int n = shape.stream().reduce(1, (a, b) -> a * b);
    double[] points = new double[n * d];
    for (int p = 0; p < n; p++) {
      int rest = p;
      for (int i = d - 1; i >= 0; i--) {
        int k = shape.get(i);
        points[p * d + i] = domain.interval(i).at((double) (rest % k) / (k - 1));
        rest /= k;
      }
    }
    return points;
  }
}
