package org.poise.network;

import java.util.List;

/**
 * One layer of a {@link LayerGraph}. Layers are known by their places in the graph, and take their
 * inputs from layers at places before their own.
 */
public sealed interface Layer {
  /** How many numbers come out. */
  int width();

  /** Places of the layers that it takes its inputs from. */
  List<Integer> inputs();

  /** The arrays of parameters that it has, in the order in which they lie in θ. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * The shape of an array of parameters.
   *
   * @param name unique in the network, such as {@code 0.weight}
   */
  record Parameter(String name, int rows, int columns) {}

  /** What the embeddings make of the coordinates. It does not depend on θ. */
  record Input(int width) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of();
    }
  }

  /**
   * z = a W + b.
   *
   * @param name what its parameters are called after
   * @param in length of a
   * @param factored whether W = V diag(e^s), see {@link Factorization}
   */
  record Linear(String name, int from, int in, int width, boolean factored) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(from);
    }

    @Override
    public List<Parameter> parameters() {
      Parameter weight = new Parameter(name + ".weight", in, width);
      Parameter bias = new Parameter(name + ".bias", 1, width);
      return factored
          ? List.of(weight, bias, new Parameter(name + ".logscale", 1, width))
          : List.of(weight, bias);
    }
  }

  /** σ(z), entry by entry. */
  record Elementwise(int from, int width, Activation activation) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(from);
    }
  }

  /** base + gate ∘ difference. */
  record Gate(int gate, int difference, int base, int width) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(gate, difference, base);
    }
  }

  /**
   * x + scale · y.
   *
   * @param drop probability with which y is left out while training
   */
  record Sum(int x, int y, int width, double scale, double drop) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(x, y);
    }
  }

  /**
   * α y + (1 − α) x with a trainable number α that starts at 0.
   *
   * @param name what α is called
   */
  record Blend(String name, int x, int y, int width) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(x, y);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter(name, 1, 1));
    }
  }

  /**
   * n a ∘ z with trainable slopes a, see {@link Slopes}.
   *
   * @param name what a is called
   */
  record Slope(String name, int from, int width, Slopes slopes) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(from);
    }

    @Override
    public List<Parameter> parameters() {
      int count =
          switch (slopes.sharing()) {
            case LAYER -> 1;
            case UNIT -> width;
          };
      return List.of(new Parameter(name, 1, count));
    }
  }
}
