package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Points bound to plans and cut into tiles, and the tiles into slots: runs of tiles whose gradients
 * are added up one after the other, so that sums have one order on any number of threads.
 */
final class Realisation {
  /** Points {@code first … first + n − 1} of a set, counted from the first of all. */
  record Range(BoundSet set, int first, int n) {}

  private static final int MOST_SLOTS = 16;
  private static final int LEAST_SLOTS = 4;
  private static final int ROWS_PER_SLOT = 128;

  /** From so many parameters on, a slot's gradient leaves the cache, and costs more to sum up. */
  private static final int LARGE = 1 << 17;

  private static final int ROWS_PER_LARGE_SLOT = 400;

  /** Slots end at multiples of so many points, which the products work on together. */
  private static final int POINTS_TOGETHER = 4;

  private static final long MOST_SLOT_DOUBLES = 1L << 27;

  private final List<BoundSet> sets;
  private final double[] kept;
  private final List<Range> tiles = new ArrayList<>();
  private final int[] slotStarts;

  Realisation(List<BoundSet> sets, double[] kept, int parameters) {
    this.sets = List.copyOf(sets);
    this.kept = kept;
    long points = 0;
    long jetRows = 0;
    double operations = 0;
    for (BoundSet set : sets) {
      points += set.count();
      jetRows += (long) set.count() * set.plan().channels();
      operations += cost(set) * set.count();
    }
    int rows = parameters < LARGE ? ROWS_PER_SLOT : ROWS_PER_LARGE_SLOT;
    long wanted = Math.clamp(jetRows / rows / 2 * 2, LEAST_SLOTS, MOST_SLOTS);
    wanted = Math.min(wanted, Math.max(1, MOST_SLOT_DOUBLES / Math.max(1, parameters)));
    slotStarts = new int[(int) Math.min(wanted, Math.max(1, points)) + 1];
    cut(operations / (slotStarts.length - 1));
  }

  /** Cuts the sets into slots of about the same number of operations, and those into tiles. */
  private void cut(double operations) {
    int slots = slotStarts.length - 1;
    double before = 0;
    int slot = 1;
    for (BoundSet set : sets) {
      double each = cost(set);
      int from = 0;
      while (from < set.count()) {
        int to = set.count();
        if (slot < slots) {
          double room = (operations * slot - before) / each;
          to = Math.clamp(from + POINTS_TOGETHER * Math.round(room / POINTS_TOGETHER), from, to);
        }
        tile(set, from, to);
        before += each * (to - from);
        from = to;
        if (from < set.count()) {
          slotStarts[slot++] = tiles.size();
        }
      }
    }
    while (slot <= slots) {
      slotStarts[slot++] = tiles.size();
    }
  }

  /** Cuts points of a set into tiles of about the same size. */
  private void tile(BoundSet set, int first, int end) {
    int most = set.plan().points();
    int pieces = (end - first + most - 1) / most;
    for (int i = 0; i < pieces; i++) {
      int from = first + (int) ((long) (end - first) * i / pieces);
      int to = first + (int) ((long) (end - first) * (i + 1) / pieces);
      tiles.add(new Range(set, set.first() + from, to - from));
    }
  }

  /** Operations of a point. */
  private static double cost(BoundSet set) {
    return set.plan().productOperations() + 1.0;
  }

  List<BoundSet> sets() {
    return sets;
  }

  /** What each block counts that may be dropped. */
  double[] kept() {
    return kept;
  }

  List<Range> tiles() {
    return tiles;
  }

  int slots() {
    return slotStarts.length - 1;
  }

  int slotStart(int slot) {
    return slotStarts[slot];
  }
}
