package org.poise.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network computes between its embeddings and its fields: layers in an order in which each
 * comes after those that it takes its inputs from. The first is the {@link Layer.Input}, the last a
 * {@link Layer.Linear} that gives the fields.
 */
public record LayerGraph(List<Layer> layers) {
  public LayerGraph {
    layers = List.copyOf(layers);
    if (!(layers.getFirst() instanceof Layer.Input)
        || !(layers.getLast() instanceof Layer.Linear)) {
      throw new IllegalArgumentException(
          "layers must start with the input and end with a linear layer, got " + layers);
    }
  }

  /** Numbers that come from the embeddings. */
  public int inputs() {
    return layers.getFirst().width();
  }

  /** Number of parameters; a double, since it may be beyond the range of an int. */
  public double parameters() {
    return layers.stream()
        .flatMap(layer -> layer.parameters().stream())
        .mapToDouble(p -> (double) p.rows() * p.columns())
        .sum();
  }

  /** Puts layers one after the other; every method returns the place of the layer that it adds. */
  public static final class Builder {
    private final List<Layer> layers = new ArrayList<>();

    private final boolean factored;

    private final @Nullable Slopes slopes;

    /**
     * Starts with the input.
     *
     * @param factored whether linear layers are factored
     * @param slopes of activations, or null
     */
    Builder(int inputs, boolean factored, @Nullable Slopes slopes) {
      this.factored = factored;
      this.slopes = slopes;
      layers.add(new Layer.Input(inputs));
    }

    /** Place of the input. */
    int input() {
      return 0;
    }

    int width(int layer) {
      return layers.get(layer).width();
    }

    /** z = a W + b. */
    int linear(String name, int from, int width) {
      return add(new Layer.Linear(name, from, width(from), width, factored));
    }

    /** σ(a W + b), with slopes if the network has them. */
    int hidden(String name, int from, int width, Activation activation) {
      int z = linear(name, from, width);
      if (slopes != null) {
        z = add(new Layer.Slope(name + ".slope", z, width, slopes));
      }
      return add(new Layer.Elementwise(z, width, activation));
    }

    /** x + scale · y, where y is left out with some probability while training. */
    int sum(int x, double scale, int y, double drop) {
      return add(new Layer.Sum(x, y, width(x), scale, drop));
    }

    /** α y + (1 − α) x. */
    int blend(String name, int x, int y) {
      return add(new Layer.Blend(name, x, y, width(x)));
    }

    /** base + gate ∘ difference. */
    int gate(int gate, int difference, int base) {
      return add(new Layer.Gate(gate, difference, base, width(gate)));
    }

    private int add(Layer layer) {
      layers.add(layer);
      return layers.size() - 1;
    }

    LayerGraph build() {
      return new LayerGraph(layers);
    }
  }
}
