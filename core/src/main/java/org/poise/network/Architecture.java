package org.poise.network;

/** The layers between a network's embeddings and its fields. */
public sealed interface Architecture
    permits Mlp, ModifiedMlp, ResidualNetwork, PirateNet, ChebyshevKan {
  /** The same with so many units in every hidden layer. */
  Architecture withWidth(int width);

  /** What it computes, as far as names and shapes of its parameters leave it open. */
  String function();

  /**
   * Adds its layers to the input.
   *
   * @param outputs how many fields the last layer gives
   */
  void build(LayerGraph.Builder graph, int outputs);
}
