package org.poise.residual.internal;

/**
 * One layer of a network at work on a tile: jets in, jets out. A stage owns regions of the arena,
 * laid out [site][component][point][unit], and reads those of the stage before it.
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
   * Adjoints of the input jets from those of the output jets, and what the tile's sink asks for.
   */
  void backward(Tile tile);
}
