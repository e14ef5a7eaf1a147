package org.poise.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds out whether points are the nodes of a grid. */
final class TensorGrid {
  private TensorGrid() {}

  /**
   * The nodes along each coordinate if the points are a grid with the last coordinate running
   * fastest and every coordinate ascending; else an empty list.
   */
  static List<Integer> shape(double[] points, int d) {
    int n = points.length / d;
    List<double[]> axes = new ArrayList<>();
    long product = 1;
    for (int i = 0; i < d; i++) {
      double[] values = new double[n];
      for (int p = 0; p < n; p++) {
        values[p] = points[p * d + i];
      }
      double[] axis = Arrays.stream(values).sorted().distinct().toArray();
      axes.add(axis);
      product *= axis.length;
      if (product > n) {
        return List.of();
      }
    }
    if (product != n) {
      return List.of();
    }
    for (int p = 0; p < n; p++) {
      int rest = p;
      for (int i = d - 1; i >= 0; i--) {
        double[] axis = axes.get(i);
        if (points[p * d + i] != axis[rest % axis.length]) {
          return List.of();
        }
        rest /= axis.length;
      }
    }
    return axes.stream().map(axis -> axis.length).toList();
  }
}
