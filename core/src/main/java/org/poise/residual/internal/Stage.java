package org.poise.residual.internal;

/**
 * One layer of a network at work on a tile: jets in, jets out. A stage owns regions of the arena,
 * laid out [site][component][point][unit], and reads those of stages before it.
 */
interface Stage {
  /** Output jets from input jets. */
  void forward(Tile tile);

  /**
   * Tangents of the output jets from those of the input jets and the direction, after {@link
   * #forward}.
   */
  void tangent(Tile tile);

  /**
   * Sets or adds to the adjoints of the input jets from those of the output jets, and does with the
   * stage's parameters what the tile's sink asks for.
   */
  void backward(Tile tile);
}
