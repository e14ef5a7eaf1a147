package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;

/**
 * What the stages of one network share while they sweep the adjoints of all equations of a point
 * set back together.
 */
final class SystemSweep {
  private final SystemPlanes planes;
  private final int points;
  private final int seeds;

  /**
   * Plans the sweep.
   *
   * @param points most points in a tile
   */
  SystemSweep(SystemPlanes planes, int points, Arena arena) {
    this.planes = planes;
    this.points = points;
    seeds = arena.take((long) planes.multiples().size() * points);
  }

  SystemPlanes planes() {
    return planes;
  }

  /** Forgets the seeds of multiples. */
  void clear(Tile tile) {
    Arrays.fill(tile.w, seeds, seeds + planes.multiples().size() * points, 0);
  }

  /** Takes the seeds [n] of a plane if it is a multiple: the numbers of its points. */
  void take(Tile tile, int plane, int from) {
    int k = planes.multiple(plane);
    if (k >= 0) {
      System.arraycopy(tile.w, from, tile.w, seeds + k * points, tile.n);
    }
  }

  /**
   * Sets the multiples of a layer's adjoints for some points.
   *
   * @param region of the adjoints
   * @param first the first of these points
   * @param to where the multiples start, {@code distance} apart
   */
  void multiply(
      Tile tile, int region, int first, int count, int width, int ld, int to, int distance) {
    for (int k = 0; k < planes.multiples().size(); k++) {
      int from = region + (planes.multiples().get(k) * tile.n + first) * ld;
      int numbers = seeds + k * points + first;
      OPS.scaleRows(count, width, tile.w, numbers, from, to + k * distance, ld);
    }
  }
}
