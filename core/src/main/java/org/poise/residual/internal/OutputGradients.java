package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import java.util.List;

/**
 * Gradients of a network's outputs with respect to its layers, [output][point][unit] in each
 * layer's port, and the adjoints that are multiples of them (see {@link EquationSweeps}).
 */
final class OutputGradients {
  private final int[] outputs;
  private final int points;
  private final int seeds;

  /**
   * Plans gradients.
   *
   * @param outputs whose gradients; none where equations share nothing
   */
  OutputGradients(List<Integer> outputs, SweepShape shape, Arena arena) {
    this.outputs = outputs.stream().mapToInt(o -> o).toArray();
    points = shape.points();
    seeds = outputs.isEmpty() ? -1 : arena.take((long) shape.channels() * points);
  }

  boolean isEmpty() {
    return outputs.length == 0;
  }

  /** How many outputs. */
  int count() {
    return outputs.length;
  }

  /** The k-th of the outputs. */
  int output(int k) {
    return outputs[k];
  }

  /** Keeps the seeds of the channels that are multiples; {@code from} is the first channel's. */
  void takeSeeds(Tile tile, int from, int stride) {
    double[] w = tile.w;
    for (int c = tile.carried.swept(); c < tile.carried.channels(); c++) {
      int k = tile.carried.output(c);
      for (int p = 0; k >= 0 && p < tile.n; p++) {
        w[seeds + c * points + p] = w[from + (c * tile.n + p) * stride + outputs[k]];
      }
    }
  }

  /** Sets the adjoints of a layer in the channels that are multiples: seed times gradient. */
  void multiply(Tile tile, Port layer, int width, int ld) {
    int plane = tile.n * ld;
    for (int c = tile.carried.swept(); c < tile.carried.channels(); c++) {
      int to = layer.adjoint() + c * plane;
      int k = tile.carried.output(c);
      if (k < 0) {
        Arrays.fill(tile.w, to, to + plane, 0);
      } else {
        int from = layer.gradient() + k * plane;
        OPS.scaleRows(tile.n, width, tile.w, seeds + c * points, from, to, ld);
      }
    }
  }
}
