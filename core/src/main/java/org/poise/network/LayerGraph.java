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

  /** Numbers that come from the embeddings that are not trained. */
  public int inputs() {
    return layers.getFirst().width();
  }

  /** Whether the layer at a place does not depend on θ, so that it is the same in every step. */
  public boolean isFixed(int place) {
    Layer layer = layers.get(place);
    return layer.parameters().isEmpty() && layer.inputs().stream().allMatch(this::isFixed);
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
    private int input;

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

    /** Place of what enters the architecture: the input, or its trained features. */
    int input() {
      return input;
    }

    int width(int layer) {
      return layers.get(layer).width();
    }

    /** Lets [cos(aB), sin(aB)] with trainable frequencies B enter in place of the input a. */
    void embed(FourierFeatures fourier) {
      Layer.Weights b = new Layer.Weights.Frequencies(fourier);
      int in = width(input);
      int z = add(new Layer.Linear("embedding", input, in, fourier.features(), b, false, false));
      input = expansion(z, new Basis.CosSin());
    }

    /** z = a W + b. */
    int linear(String name, int from, int width) {
      Layer.Weights w = new Layer.Weights.Drawn(1);
      return add(new Layer.Linear(name, from, width(from), width, w, true, factored));
    }

    /** z = a W, where so many numbers in a stand for one unit. */
    int combination(String name, int from, int terms, int width) {
      Layer.Weights w = new Layer.Weights.Drawn(terms);
      return add(new Layer.Linear(name, from, width(from), width, w, false, factored));
    }

    /** The functions of a basis. */
    int expansion(int from, Basis basis) {
      return add(new Layer.Expansion(from, width(from), basis));
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
