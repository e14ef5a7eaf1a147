package org.poise.network;

import java.util.ArrayList;
import java.util.List;

/**
 * How θ is laid out: the networks' tensors, one network after the other, then the trainable
 * coefficients.
 *
 * @param tensors in the order of their offsets, without gaps
 * @param coefficients number of trainable coefficients
 * @param size length of θ
 */
public record ParameterLayout(List<Tensor> tensors, int coefficients, int size) {
  public ParameterLayout {
    tensors = List.copyOf(tensors);
  }

  /** Lays out networks over inputs of a dimension, and coefficients. */
  public static ParameterLayout of(
      List<Network> networks, int dimension, List<String> coefficients) {
    List<Tensor> tensors = new ArrayList<>();
    int offset = 0;
    for (Network network : networks) {
      for (Layer layer : network.graph(dimension).layers()) {
        for (Layer.Parameter p : layer.parameters()) {
          String name = network.name() + "." + p.name();
          tensors.add(new Tensor(name, p.rows(), p.columns(), offset));
          offset = Math.addExact(offset, Math.multiplyExact(p.rows(), p.columns()));
        }
      }
    }
    for (String coefficient : coefficients) {
      tensors.add(new Tensor("coefficient." + coefficient, 1, 1, offset++));
    }
    return new ParameterLayout(tensors, coefficients.size(), offset);
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
