package org.poise.network;

import java.util.List;

/**
 * One network: from all coordinates of the domain to one or more fields.
 *
 * @param name unique in the experiment; its parameters are named after it
 * @param fields what its outputs are called, in order
 * @param architecture the layers
 * @param initializer how the parameters start
 * @param normalization what happens to the coordinates before the first layer
 */
public record Network(
    String name,
    List<String> fields,
    Architecture architecture,
    Initializer initializer,
    Normalization normalization) {
  public Network {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "network '" + name + "' has no fields; give it at least one");
    }
  }
}
