package org.poise.network;

/**
 * The modified multilayer perceptron (Wang, Teng and Perdikaris, doi:10.1137/20M1318043, equations
 * 42 to 46): two gates U = σ(x W_u + b_u) and V = σ(x W_v + b_v) of the inputs x enter every hidden
 * layer, f = σ(h W + b), h' = f ∘ U + (1 − f) ∘ V. The last layer is linear.
 *
 * @param layers hidden layers
 * @param width units in each, and in the gates
 * @param activation σ
 */
public record ModifiedMlp(int layers, int width, Activation activation) implements Architecture {
  public ModifiedMlp {
    Counts.layers("layers", layers);
    Counts.atLeastOne("width", width);
  }

  @Override
  public ModifiedMlp withWidth(int width) {
    return new ModifiedMlp(layers, width, activation);
  }

  @Override
  public String function() {
    return "modified MLP with " + activation.label();
  }

  @Override
  public void build(LayerGraph.Builder graph, int outputs) {
    Gates gates = Gates.of(graph, width, activation);
    int h = graph.input();
    for (int l = 0; l < layers; l++) {
      h = gates.apply(graph, graph.hidden(String.valueOf(l), h, width, activation));
    }
    graph.linear(String.valueOf(layers), h, outputs);
  }
}
