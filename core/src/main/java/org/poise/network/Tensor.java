package org.poise.network;

/**
 * Where one array of parameters lies in θ.
 *
 * @param name such as {@code main.0.weight}
 * @param rows rows; inputs for a weight, 1 for a bias or a coefficient
 * @param columns columns; outputs for a weight or a bias
 * @param offset index in θ of the first entry; rows follow each other
 */
public record Tensor(String name, int rows, int columns, int offset) {
  public int size() {
    return rows * columns;
  }
}
