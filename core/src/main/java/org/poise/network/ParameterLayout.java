package org.poise.network;

import java.util.ArrayList;
import java.util.List;

/**
 * How θ is laid out: the networks' tensors, one network after the other, then the trainable
 * coefficients.
 *
 * @param tensors in the order of their offsets, without gaps
 * @param size length of θ
 */
public record ParameterLayout(List<Tensor> tensors, int size) {
  public ParameterLayout {
    tensors = List.copyOf(tensors);
  }

  /** Lays out networks over inputs of a dimension, and coefficients. */
  public static ParameterLayout of(
      List<Network> networks, int dimension, List<String> coefficients) {
    List<Tensor> tensors = new ArrayList<>();
    int offset = 0;
    for (Network network : networks) {
      List<Integer> widths = layerWidths(network, dimension);
      for (int l = 0; l + 1 < widths.size(); l++) {
        Tensor weight =
            new Tensor(
                network.name() + "." + l + ".weight", widths.get(l), widths.get(l + 1), offset);
        offset = Math.addExact(offset, Math.multiplyExact(weight.rows(), weight.columns()));
        Tensor bias = new Tensor(network.name() + "." + l + ".bias", 1, widths.get(l + 1), offset);
        offset = Math.addExact(offset, bias.size());
        tensors.add(weight);
        tensors.add(bias);
      }
    }
    for (String coefficient : coefficients) {
      tensors.add(new Tensor("coefficient." + coefficient, 1, 1, offset++));
    }
    return new ParameterLayout(tensors, offset);
  }

  /** Inputs of the first layer, hidden widths and outputs of a network. */
  public static List<Integer> layerWidths(Network network, int dimension) {
    List<Integer> widths = new ArrayList<>();
    widths.add(network.inputs(dimension));
    switch (network.architecture()) {
      case Mlp mlp -> widths.addAll(mlp.widths());
    }
    widths.add(network.fields().size());
    return widths;
  }

  /** The tensor with a name. */
  public Tensor tensor(String name) {
    return tensors.stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no parameter tensor is called '" + name + "'"));
  }
}
