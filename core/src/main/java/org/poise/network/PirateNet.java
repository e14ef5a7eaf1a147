package org.poise.network;

/**
 * PirateNet (Wang, Li, Chen and Perdikaris, arXiv:2402.00326, equations 4.1 to 4.8): residual
 * blocks x' = α h + (1 − α) x of three hidden layers, of which the first two are gated as in the
 * {@link ModifiedMlp}, each with a trainable α that starts at 0. The blocks start from the
 * embeddings' output, or from a linear map of it where that is not as wide as they are; the gates
 * are of the embeddings' output itself. The last layer is linear and starts as any other, not from
 * the data.
 *
 * @param blocks residual blocks
 * @param width units of every layer
 * @param activation σ
 */
public record PirateNet(int blocks, int width, Activation activation) implements Architecture {
  public PirateNet {
    Counts.layers("blocks", blocks);
    Counts.atLeastOne("width", width);
  }

  @Override
  public PirateNet withWidth(int width) {
    return new PirateNet(blocks, width, activation);
  }

  @Override
  public String function() {
    return "PirateNet with " + activation.label();
  }

  @Override
  public void build(LayerGraph.Builder graph, int outputs) {
    Gates gates = Gates.of(graph, width, activation);
    int x = graph.input();
    if (graph.width(x) != width) {
      x = graph.linear("first", x, width);
    }
    for (int l = 0; l < blocks; l++) {
      int z = gates.apply(graph, graph.hidden(l + ".0", x, width, activation));
      z = gates.apply(graph, graph.hidden(l + ".1", z, width, activation));
      int h = graph.hidden(l + ".2", z, width, activation);
      x = graph.blend(l + ".alpha", x, h);
    }
    graph.linear("last", x, outputs);
  }
}
