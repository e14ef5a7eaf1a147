package org.poise.residual.internal;

import java.util.List;
import org.poise.formula.ResidualProgram;

/** Chooses how many points go through the networks together. */
final class TileSize {
  private static final int TARGET_BYTES = 384 << 10;
  private static final int MIN_ROWS = 64;
  private static final int MAX_POINTS = 256;
  private static final int TILES_WANTED = 8;

  private TileSize() {}

  /**
   * Points whose jets stay in the second-level cache; it depends on the problem alone, as the bits
   * do.
   */
  static int of(List<Jets.OfNetwork> networks, int sites, ResidualProgram program, int count) {
    long bytes = 8L * program.registers();
    int rows = 1;
    for (Jets.OfNetwork ofNetwork : networks) {
      NetworkPlan network = ofNetwork.network();
      long jets = (long) sites * ofNetwork.layout().size();
      rows = Math.max(rows, Math.toIntExact(jets));
      bytes += 8 * (jets * network.channelDoubles() + sites * network.stateDoubles());
    }
    long byCache = TARGET_BYTES / Math.max(1, bytes);
    long least = (MIN_ROWS + rows - 1) / rows;
    long wanted = Math.min(MAX_POINTS, Math.max(least, byCache));
    long forThreads = Math.max(8, (count + TILES_WANTED - 1) / TILES_WANTED);
    return (int) (Math.min(wanted, forThreads) + 3 & ~3L);
  }
}
