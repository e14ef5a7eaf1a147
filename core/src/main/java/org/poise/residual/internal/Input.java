package org.poise.residual.internal;

/** Where the coordinates of a tile enter a network. */
interface Input {
  /**
   * Takes the coordinates of a site: planes [dimension][n] at {@code coordinates}, {@code stride}
   * apart.
   */
  void load(Tile tile, int site, int coordinates, int stride);

  /** Channels that may differ from zero. */
  int activeChannels();

  /** Multiplications and additions of its products for a point. */
  long productOperations();
}
