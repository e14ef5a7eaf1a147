package org.poise.residual.internal;

/** A stage of a chain, which each layer's gradients of outputs pass on their way to the next. */
interface ChainStage extends Stage {
  /** Gradients of outputs with respect to the input from those with respect to the output. */
  void outputGradients(Tile tile);
}
