package org.poise.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.poise.problem.Domain;
import org.poise.problem.Interval;

/**
 * Evenly spaced nodes over one or two coordinates with the others held, for a chart.
 *
 * @param axes the coordinates that vary, the horizontal one first
 * @param lower the lowest value of each axis
 * @param upper the highest value of each axis
 * @param size nodes along each axis
 * @param held the value of every coordinate; those of the axes do not matter
 */
record Plane(int[] axes, double[] lower, double[] upper, int[] size, double[] held) {
  private static final int CURVE = 501;
  private static final int MAP = 101;
  private static final int SLICE = 33;
  private static final int COARSE_SLICE = 25;
  private static final int MOST_PAIRS = 15;

  /** Number of nodes. */
  int count() {
    return size.length == 1 ? size[0] : size[0] * size[1];
  }

  /** The nodes [count × dimension], along the first axis fastest. */
  double[] points() {
    int d = held.length;
    double[] points = new double[count() * d];
    for (int p = 0; p < count(); p++) {
      System.arraycopy(held, 0, points, p * d, d);
      points[p * d + axes[0]] = at(0, p % size[0]);
      if (axes.length > 1) {
        points[p * d + axes[1]] = at(1, p / size[0]);
      }
    }
    return points;
  }

  private double at(int axis, int node) {
    double t = (double) node / (size[axis] - 1);
    return (1 - t) * lower[axis] + t * upper[axis];
  }

  /** Describes the plane for the page. */
  void write(ObjectNode node, List<String> coordinates) {
    ArrayNode names = node.putArray("names");
    ArrayNode bounds = node.putArray("bounds");
    ArrayNode sizes = node.putArray("size");
    for (int a = 0; a < axes.length; a++) {
      names.add(coordinates.get(axes[a]));
      bounds.addArray().add(lower[a]).add(upper[a]);
      sizes.add(size[a]);
    }
    StringJoiner label = new StringJoiner(", ");
    for (int i = 0; i < held.length; i++) {
      if (i != axes[0] && (axes.length == 1 || i != axes[1])) {
        label.add(coordinates.get(i) + " = " + Figures.few(held[i]));
      }
    }
    node.put("label", label.toString());
  }

  /**
   * The whole domain in one and two dimensions. Beyond, for pairs of coordinates, slices on which
   * the other coordinates move together from their lower ends to their upper ones.
   */
  static List<Plane> through(Domain domain, int quantities) {
    int d = domain.dimension();
    if (d == 1) {
      return List.of(over(domain, new int[] {0}, CURVE, 0));
    }
    if (d == 2) {
      return List.of(over(domain, pairs(domain.coordinates()).getFirst(), MAP, 0));
    }
    List<int[]> pairs = pairs(domain.coordinates());
    int slices = d == 3 ? 11 : 5;
    int nodes = quantities > 3 ? COARSE_SLICE : SLICE;
    List<Plane> planes = new ArrayList<>();
    for (int[] pair : pairs.subList(0, Math.min(pairs.size(), MOST_PAIRS))) {
      for (int s = 0; s < slices; s++) {
        planes.add(over(domain, pair, nodes, (double) s / (slices - 1)));
      }
    }
    return planes;
  }

  private static Plane over(Domain domain, int[] axes, int nodes, double along) {
    double[] lower = new double[axes.length];
    double[] upper = new double[axes.length];
    int[] size = new int[axes.length];
    for (int a = 0; a < axes.length; a++) {
      Interval interval = domain.interval(axes[a]);
      lower[a] = interval.lower();
      upper[a] = interval.upper();
      size[a] = nodes;
    }
    double[] held = new double[domain.dimension()];
    for (int i = 0; i < held.length; i++) {
      Interval interval = domain.interval(i);
      held[i] = (1 - along) * interval.lower() + along * interval.upper();
    }
    return new Plane(axes, lower, upper, size, held);
  }

  /** All pairs of coordinates: those without time first, then those with time along. */
  static List<int[]> pairs(List<String> coordinates) {
    int time = coordinates.indexOf("t");
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < coordinates.size(); i++) {
      for (int j = i + 1; j < coordinates.size(); j++) {
        if (i != time && j != time) {
          pairs.add(new int[] {i, j});
        }
      }
    }
    for (int i = 0; time >= 0 && i < coordinates.size(); i++) {
      if (i != time) {
        pairs.add(new int[] {time, i});
      }
    }
    return pairs;
  }
}
