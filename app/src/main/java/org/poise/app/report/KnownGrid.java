package org.poise.app.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.problem.Domain;
import org.poise.problem.Problem;
import org.poise.problem.Validation;

/**
 * A reference whose points are an evenly spaced grid over at most three coordinates, so that it can
 * be drawn from its own values, without interpolation. Grids with many nodes are drawn from every
 * k-th of them.
 */
final class KnownGrid {
  private static final int MOST_IN_MAP = 129;
  private static final int MOST_IN_SLICE = 41;
  private static final int SLICES = 11;

  private final Domain domain;
  private final Validation known;
  private final int[] shape;
  private final double[] lower;
  private final double[] step;

  private KnownGrid(Domain domain, Validation known) {
    this.domain = domain;
    this.known = known;
    int d = domain.dimension();
    this.shape = known.shape().stream().mapToInt(Integer::intValue).toArray();
    this.lower = new double[d];
    this.step = new double[d];
    for (int i = 0; i < d; i++) {
      lower[i] = coordinate(i, 0);
      step[i] = (coordinate(i, shape[i] - 1) - lower[i]) / (shape[i] - 1);
    }
  }

  /** The grid of a problem's reference, or null if it has none that can be drawn so. */
  static @Nullable KnownGrid of(Problem problem) {
    if (problem.reference() == null) {
      return null;
    }
    Validation known = Validation.of(problem, List.of());
    List<Integer> shape = known.shape();
    if (shape.isEmpty() || shape.size() > 3 || shape.stream().anyMatch(n -> n < 2)) {
      return null;
    }
    KnownGrid grid = new KnownGrid(problem.domain(), known);
    return grid.even() ? grid : null;
  }

  /** The value of a coordinate at a node along it. */
  private double coordinate(int i, int node) {
    return known.points()[node * stride(i) * domain.dimension() + i];
  }

  /** Points between neighbours along a coordinate; the last coordinate runs fastest. */
  private int stride(int coordinate) {
    int stride = 1;
    for (int i = coordinate + 1; i < shape.length; i++) {
      stride *= shape[i];
    }
    return stride;
  }

  private boolean even() {
    for (int i = 0; i < shape.length; i++) {
      for (int node = 0; node < shape[i]; node++) {
        if (Math.abs(coordinate(i, node) - (lower[i] + node * step[i])) > 1e-6 * step[i]) {
          return false;
        }
      }
    }
    return true;
  }

  /** The quantities that it knows. */
  List<String> names() {
    return known.names();
  }

  /** Planes through the grid's own nodes. */
  List<Plane> planes(int quantities) {
    int d = shape.length;
    if (d == 1) {
      return List.of(plane(new int[] {0}, shape[0], new int[1]));
    }
    List<Plane> planes = new ArrayList<>();
    for (int[] pair : Plane.pairs(domain.coordinates())) {
      if (d == 2) {
        return List.of(plane(pair, MOST_IN_MAP, new int[2]));
      }
      int other = 3 - pair[0] - pair[1];
      int slices = Math.min(SLICES, shape[other]);
      for (int s = 0; s < slices; s++) {
        int[] held = new int[3];
        held[other] = Math.round((float) s * (shape[other] - 1) / (slices - 1));
        planes.add(plane(pair, quantities > 3 ? MOST_IN_SLICE / 2 : MOST_IN_SLICE, held));
      }
    }
    return planes;
  }

  private Plane plane(int[] axes, int most, int[] heldNodes) {
    double[] low = new double[axes.length];
    double[] high = new double[axes.length];
    int[] size = new int[axes.length];
    for (int a = 0; a < axes.length; a++) {
      int every = every(shape[axes[a]], most);
      size[a] = (shape[axes[a]] - 1) / every + 1;
      low[a] = coordinate(axes[a], 0);
      high[a] = coordinate(axes[a], (size[a] - 1) * every);
    }
    double[] held = new double[shape.length];
    for (int i = 0; i < held.length; i++) {
      held[i] = coordinate(i, heldNodes[i]);
    }
    return new Plane(axes, low, high, size, held);
  }

  /**
   * Keeps every k-th node: the least k that keeps few enough and, if there is one near, the end.
   */
  private static int every(int nodes, int most) {
    int least = Math.max(1, Math.ceilDiv(nodes - 1, most - 1));
    for (int k = least; k <= 2 * least; k++) {
      if ((nodes - 1) % k == 0) {
        return k;
      }
    }
    return least;
  }

  /** The values of a quantity at the nodes of one of the {@link #planes}. */
  double[] values(String name, Plane plane) {
    int d = shape.length;
    int k = known.names().indexOf(name);
    double[] points = plane.points();
    double[] values = new double[plane.count()];
    for (int p = 0; p < values.length; p++) {
      int index = 0;
      for (int i = 0; i < d; i++) {
        int node = (int) Math.rint((points[p * d + i] - lower[i]) / step[i]);
        index += node * stride(i);
      }
      values[p] = known.values()[index * known.names().size() + k];
    }
    return values;
  }
}
