package org.poise.network;

import java.util.List;

/**
 * A multilayer perceptron: linear layers with the activation after all but the last.
 *
 * @param widths units in each hidden layer
 * @param activation applied after each hidden layer
 */
public record Mlp(List<Integer> widths, Activation activation) implements Architecture {
  public Mlp {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException(
          "an MLP needs at least one hidden layer, each at least one unit wide, got widths "
              + widths);
    }
  }

  /** Hidden layers of one width. */
  public static Mlp of(int layers, int width, Activation activation) {
    return new Mlp(Counts.widths(layers, width), activation);
  }

  @Override
  public Mlp withWidth(int width) {
    return of(widths.size(), width, activation);
  }

  @Override
  public String function() {
    return activation.label();
  }

  @Override
  public void build(LayerGraph.Builder graph, int outputs) {
    int a = graph.input();
    for (int l = 0; l < widths.size(); l++) {
      a = graph.hidden(String.valueOf(l), a, widths.get(l), activation);
    }
    graph.linear(String.valueOf(widths.size()), a, outputs);
  }
}
