package org.poise.residual.internal;

/** A stage of a chain, through which the adjoints of all equations go back together. */
interface ChainStage extends Stage {
  /**
   * Sets the {@link SystemPlanes} of the input from those of the output, and adds what the stage's
   * parameters give to the gradient and to each equation's row norms.
   */
  void systemBackward(Tile tile);
}
