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
  private static final long MOST_SLOT_DOUBLES = 1L << 27;

  private final List<BoundSet> sets;
  private final double[] kept;
  private final List<Range> tiles = new ArrayList<>();
  private final int[] slotStarts;

  Realisation(List<BoundSet> sets, double[] kept, int parameters) {
    this.sets = List.copyOf(sets);
    this.kept = kept;
    long jetRows = 0;
    for (BoundSet set : sets) {
      int most = set.plan().points();
      int pieces = (set.count() + most - 1) / most;
      for (int i = 0; i < pieces; i++) {
        int from = set.first() + (int) ((long) set.count() * i / pieces);
        int to = set.first() + (int) ((long) set.count() * (i + 1) / pieces);
        tiles.add(new Range(set, from, to - from));
      }
      jetRows += (long) set.count() * set.plan().channels();
    }
    long wanted = Math.clamp(jetRows / ROWS_PER_SLOT / 2 * 2, LEAST_SLOTS, MOST_SLOTS);
    wanted = Math.min(wanted, Math.max(1, MOST_SLOT_DOUBLES / Math.max(1, parameters)));
    slotStarts = cut((int) Math.min(wanted, Math.max(1, tiles.size())));
  }

  /** Cuts the tiles into runs of about the same number of operations. */
  private int[] cut(int slots) {
    double total = 0;
    for (Range tile : tiles) {
      total += cost(tile);
    }
    int[] starts = new int[slots + 1];
    double sum = 0;
    int slot = 1;
    for (int i = 0; i < tiles.size(); i++) {
      while (slot < slots && sum + cost(tiles.get(i)) / 2 > total * slot / slots) {
        starts[slot++] = i;
      }
      sum += cost(tiles.get(i));
    }
    while (slot <= slots) {
      starts[slot++] = tiles.size();
    }
    return starts;
  }

  private static double cost(Range tile) {
    return (double) tile.n * (tile.set.plan().productOperations() + 1);
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
