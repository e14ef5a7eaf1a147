package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import java.util.List;
import org.poise.linalg.internal.Ops;
import org.poise.network.Layer;

/**
 * Gradients of a network's outputs with respect to its layers, [output][point][unit] in each
 * layer's port, and the adjoints that are multiples of them (see {@link EquationSweeps}).
 */
final class OutputGradients {
  private final int[] outputs;
  private final int points;
  private final int lowest;
  private final int[] regions;
  private final int seeds;

  /**
   * Plans gradients.
   *
   * @param outputs whose gradients; none where equations share nothing
   * @param plan a chain of layers, if there are any
   */
  OutputGradients(List<Integer> outputs, NetworkPlan plan, SweepShape shape, Arena arena) {
    this.outputs = outputs.stream().mapToInt(o -> o).toArray();
    points = shape.points();
    List<Layer> layers = plan.graph().layers();
    regions = new int[layers.size()];
    Arrays.fill(regions, -1);
    if (outputs.isEmpty()) {
      lowest = -1;
      seeds = -1;
      return;
    }
    lowest = secondLinear(layers);
    seeds = arena.take((long) shape.channels() * points);
    // With respect to what a linear layer reads they stay for all equations; others pass.
    long plane = (long) count() * points;
    int passing = arena.take(plane * plan.widest());
    for (int i = lowest - 1; i < layers.size() - 1; i++) {
      regions[i] =
          layers.get(i + 1) instanceof Layer.Linear
              ? arena.take(plane * Ops.leadingDimension(layers.get(i).width()))
              : passing;
    }
  }

  private static int secondLinear(List<Layer> layers) {
    int place = 2;
    while (!(layers.get(place) instanceof Layer.Linear)) {
      place++;
    }
    return place;
  }

  boolean isEmpty() {
    return outputs.length == 0;
  }

  /** The place of the first layer that hands adjoints on to a linear layer. */
  int lowest() {
    return lowest;
  }

  /** Where the gradients with respect to the layer at a place lie, or −1. */
  int region(int place) {
    return regions[place];
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
