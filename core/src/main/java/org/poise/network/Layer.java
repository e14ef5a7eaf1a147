package org.poise.network;

import java.util.ArrayList;
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
   * z = a W + b, or z = a W.
   *
   * @param name what its parameters are called after
   * @param in length of a
   * @param weights what W is
   * @param biased whether there is b
   * @param factored whether W = V diag(e^s), see {@link Factorization}
   */
  record Linear(
      String name, int from, int in, int width, Weights weights, boolean biased, boolean factored)
      implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(from);
    }

    @Override
    public List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>();
      parameters.add(new Parameter(weight(), in, width));
      if (biased) {
        parameters.add(new Parameter(bias(), 1, width));
      }
      if (factored) {
        parameters.add(new Parameter(logScale(), 1, width));
      }
      return parameters;
    }

    /** What W is called, or V where W is factored. */
    public String weight() {
      return name
          + switch (weights) {
            case Weights.Drawn _ -> ".weight";
            case Weights.Frequencies _ -> ".frequencies";
          };
    }

    /** What b is called. */
    public String bias() {
      return name + ".bias";
    }

    /** What s is called. */
    public String logScale() {
      return name + ".logscale";
    }
  }

  /** What the weights of a linear layer are. */
  sealed interface Weights {
    /**
     * Drawn by the network's initializer, and in its parametrisation.
     *
     * @param terms numbers that each unit of the layer below enters as; its weights' variance is
     *     divided by this
     */
    record Drawn(int terms) implements Weights {}

    /** Frequencies of Fourier features, drawn as those that are not trained. */
    record Frequencies(FourierFeatures fourier) implements Weights {}
  }

  /** σ(z), entry by entry. */
  record Elementwise(int from, int width, Activation activation) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(from);
    }
  }

  /**
   * The functions of a basis of every entry of z: the first function of all {@code in} entries,
   * then the next.
   */
  record Expansion(int from, int in, Basis basis) implements Layer {
    @Override
    public int width() {
      return Math.multiplyExact(in, basis.functions());
    }

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
