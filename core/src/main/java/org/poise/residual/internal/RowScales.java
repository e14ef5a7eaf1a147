package org.poise.residual.internal;

/** Factors s_j of rows that adjoints carry, so that one sweep gives the gradient and row norms. */
final class RowScales {
  private static final double SMALLEST = 0x1p-300;

  private RowScales() {}

  /**
   * Replaces scales that are zero, or almost, by ones that are small enough to leave no trace in a
   * gradient, and large enough for the squares of adjoints that carry them.
   */
  static void keepFromZero(Tile tile, int scales) {
    for (int i = scales; i < scales + tile.n; i++) {
      double s = tile.w[i];
      tile.w[i] = Math.abs(s) < SMALLEST ? Math.copySign(SMALLEST, s) : s;
    }
  }

  /** Divides the row norms of adjoints that carry the scales by the squares of these. */
  static void unscale(Tile tile, int scales, int norms) {
    for (int p = 0; p < tile.n; p++) {
      double s = tile.w[scales + p];
      tile.w[norms + p] = tile.w[norms + p] / s / s;
    }
  }
}
