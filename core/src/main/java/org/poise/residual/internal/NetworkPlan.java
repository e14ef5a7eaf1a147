package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poise.linalg.internal.Ops;
import org.poise.network.Initializer;
import org.poise.network.Layer;
import org.poise.network.LayerGraph;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;

/**
 * A network's layers over the flat θ.
 *
 * @param network the network
 * @param graph its layers
 * @param linears its linear layers, first to last
 * @param byName the same by name
 * @param regions which adjoints and tangents share a region
 */
record NetworkPlan(
    Network network,
    LayerGraph graph,
    List<LinearPlan> linears,
    Map<String, LinearPlan> byName,
    RegionPlan regions) {

  /**
   * Plans networks one after the other over a parameter layout; packed copies follow each other as
   * well.
   */
  static List<NetworkPlan> of(List<Network> networks, int dimension, ParameterLayout layout) {
    List<NetworkPlan> plans = new ArrayList<>();
    int packed = 0;
    int index = 0;
    for (Network network : networks) {
      LayerGraph graph = network.graph(dimension);
      List<LinearPlan> linears = new ArrayList<>();
      Map<String, LinearPlan> byName = new HashMap<>();
      for (Layer layer : graph.layers()) {
        if (layer instanceof Layer.Linear linear) {
          boolean last = layer == graph.layers().getLast();
          LinearPlan plan = linear(network, linear, last, layout, index++, packed);
          packed += LinearPlan.packedSize(plan.in(), plan.out(), last);
          linears.add(plan);
          byName.put(linear.name(), plan);
        }
      }
      plans.add(
          new NetworkPlan(
              network, graph, List.copyOf(linears), Map.copyOf(byName), RegionPlan.of(graph)));
    }
    return List.copyOf(plans);
  }

  private static LinearPlan linear(
      Network network,
      Layer.Linear linear,
      boolean last,
      ParameterLayout layout,
      int index,
      int packed) {
    int in = linear.in();
    int out = linear.width();
    String name = network.name() + "." + linear.name();
    return new LinearPlan(
        index,
        in,
        out,
        layout.tensor(name + ".weight").offset(),
        layout.tensor(name + ".bias").offset(),
        network.initializer() == Initializer.NTK ? 1 / Math.sqrt(in) : 1,
        last,
        packed,
        packed + LinearPlan.forwardSize(in, out, last));
  }

  /** Doubles that the packed copies of all networks take. */
  static int packedSize(List<NetworkPlan> plans) {
    return plans.stream()
        .flatMap(p -> p.linears.stream())
        .mapToInt(l -> LinearPlan.packedSize(l.in(), l.out(), l.last()))
        .sum();
  }

  LinearPlan plan(Layer.Linear linear) {
    LinearPlan plan = byName.get(linear.name());
    if (plan == null) {
      throw new AssertionError("no plan of " + linear);
    }
    return plan;
  }

  /**
   * Whether coordinates enter without an embedding, and only linear layers, so that their jets need
   * not be written out.
   */
  boolean isAffine() {
    return network.embeddings().isEmpty()
        && consumers(0).stream().allMatch(Layer.Linear.class::isInstance);
  }

  /** The layers that take an input from the layer at a place. */
  List<Layer> consumers(int place) {
    return graph.layers().stream().filter(layer -> layer.inputs().contains(place)).toList();
  }

  int outputs() {
    return network.fields().size();
  }

  /** Doubles in a channel of all jets, adjoints and tangents at a point, but for the outputs. */
  long channelDoubles() {
    long doubles = isAffine() ? 0 : Ops.leadingDimension(graph.inputs());
    List<Layer> layers = graph.layers();
    for (Layer layer : layers.subList(1, layers.size() - 1)) {
      doubles += Ops.leadingDimension(layer.width());
    }
    return doubles + regions.widths().stream().mapToInt(w -> w).sum();
  }

  /** Doubles that the activations keep at a point of each site. */
  long stateDoubles() {
    long doubles = 0;
    for (Layer layer : graph.layers()) {
      if (layer instanceof Layer.Elementwise e) {
        doubles +=
            (long) Ops.leadingDimension(e.width()) * Ops.statePlanes(e.activation().ordinal());
      }
    }
    return doubles;
  }
}
