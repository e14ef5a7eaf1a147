package org.poise.network;

/**
 * Two gates of the inputs, U and V, and f ∘ U + (1 − f) ∘ V, computed as V + f ∘ (U − V).
 *
 * @param difference place of U − V
 * @param v place of V
 */
record Gates(int difference, int v) {
  static Gates of(LayerGraph.Builder graph, int width, Activation activation) {
    int u = graph.hidden("u", graph.input(), width, activation);
    int v = graph.hidden("v", graph.input(), width, activation);
    return new Gates(graph.sum(u, -1, v, 0), v);
  }

  /** Place of f ∘ U + (1 − f) ∘ V. */
  int apply(LayerGraph.Builder graph, int f) {
    return graph.gate(f, difference, v);
  }
}
