package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poise.linalg.internal.Ops;
import org.poise.network.Layer;
import org.poise.network.LayerGraph;

/**
 * Which layers' adjoints, and which layers' tangents, share a region: those that are never needed
 * at the same time. A backward sweep visits the layers from the last to the first, a tangent sweep
 * from the first to the last, and the two never run together. A chain takes two regions in turn.
 *
 * @param adjoint slot of a layer's adjoints, by its place; −1 for the last layer and those that do
 *     not depend on θ
 * @param tangent slot of a layer's tangents, likewise
 * @param adds by layer and input, whether the layer adds to that input's adjoints
 * @param widths leading dimension of each slot
 */
record RegionPlan(int[] adjoint, int[] tangent, boolean[][] adds, List<Integer> widths) {

  static RegionPlan of(LayerGraph graph) {
    List<Layer> layers = graph.layers();
    Slots slots = new Slots(layers);
    int count = layers.size();
    int[] adjoint = new int[count];
    int[] tangent = new int[count];
    Arrays.fill(adjoint, -1);
    Arrays.fill(tangent, -1);
    boolean[][] adds = new boolean[count][];
    int[] lastUse = new int[count];
    for (int i = count - 1; i > 0; i--) {
      List<Integer> inputs = layers.get(i).inputs();
      adds[i] = new boolean[inputs.size()];
      for (int k = 0; k < inputs.size(); k++) {
        int from = inputs.get(k);
        adds[i][k] = adjoint[from] >= 0;
        if (!graph.isFixed(from) && adjoint[from] < 0) {
          adjoint[from] = slots.take(from);
          lastUse[from] = i;
        }
      }
      slots.release(adjoint[i]);
    }
    for (int i = 1; i < count - 1; i++) {
      if (graph.isFixed(i)) {
        continue;
      }
      tangent[i] = slots.take(i);
      for (int from : layers.get(i).inputs()) {
        if (lastUse[from] == i) {
          slots.release(tangent[from]);
        }
      }
    }
    return new RegionPlan(adjoint, tangent, adds, List.copyOf(slots.widths));
  }

  /** Regions that are taken and released, each as wide as its widest layer. */
  private static final class Slots {
    private final List<Layer> layers;
    private final List<Integer> widths = new ArrayList<>();
    private final List<Boolean> taken = new ArrayList<>();

    Slots(List<Layer> layers) {
      this.layers = layers;
    }

    int take(int layer) {
      int width = Ops.leadingDimension(layers.get(layer).width());
      int slot = taken.indexOf(false);
      if (slot < 0) {
        slot = taken.size();
        taken.add(true);
        widths.add(width);
      }
      taken.set(slot, true);
      widths.set(slot, Math.max(widths.get(slot), width));
      return slot;
    }

    void release(int slot) {
      if (slot >= 0) {
        taken.set(slot, false);
      }
    }
  }
}
