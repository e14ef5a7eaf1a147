package org.poise.residual.internal;

import java.util.List;
import org.poise.formula.ResidualProgram;

/** Chooses how many points go through the networks together. */
final class TileSize {
  private static final int TARGET_BYTES = 384 << 10;
  private static final int MIN_ROWS = 64;

  /** A layer with so many weights leaves the second-level cache, so more rows must use each. */
  private static final int LARGE_LAYER = 1 << 16;

  private static final int MIN_ROWS_OF_LARGE = 240;
  private static final int MAX_POINTS = 256;
  private static final int TILES_WANTED = 8;

  private TileSize() {}

  /**
   * Points whose jets stay in the second-level cache; it depends on the problem alone, as the bits
   * do. An odd number where a stage reads and writes many planes of adjoints, so that these are no
   * multiple of a page apart, and do not meet in the same sets of the first-level cache.
   */
  static int of(
      List<Jets.OfNetwork> networks,
      List<EquationSweeps> equations,
      int sites,
      ResidualProgram program,
      int count) {
    long bytes = 8L * program.registers();
    int channels = 1;
    boolean large = false;
    for (int i = 0; i < networks.size(); i++) {
      NetworkPlan network = networks.get(i).network();
      long jets = (long) sites * networks.get(i).layout().size();
      channels = Math.max(channels, Math.toIntExact(jets));
      bytes += 8 * (jets * network.channelDoubles() + sites * network.stateDoubles());
      if (equations.get(i).together()) {
        int planes = new SystemPlanes(equations.get(i), Math.toIntExact(jets)).count();
        bytes += 8 * (planes - jets) * network.adjointDoubles();
      }
      large |= network.linears().stream().anyMatch(l -> l.in() * l.out() >= LARGE_LAYER);
    }
    long least = ((large ? MIN_ROWS_OF_LARGE : MIN_ROWS) + channels - 1) / channels;
    long byCache = TARGET_BYTES / Math.max(1, bytes);
    long wanted = Math.min(MAX_POINTS, Math.max(least, byCache));
    boolean together = equations.stream().anyMatch(EquationSweeps::together);
    long forThreads = Math.max(large ? least : 8, (count + TILES_WANTED - 1) / TILES_WANTED);
    int points = (int) (Math.min(wanted, forThreads) + 3 & ~3L);
    return together ? points + 1 : points;
  }
}
