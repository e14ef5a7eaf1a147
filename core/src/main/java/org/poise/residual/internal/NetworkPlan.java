package org.poise.residual.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.poise.jet.JetLayout;
import org.poise.linalg.internal.Ops;
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
 * @param vectors its small arrays of parameters
 * @param linearOf its linear layers by name
 * @param vectorOf its small arrays by name
 * @param dropOf places of its blocks that may be dropped among those of all networks
 * @param regions which adjoints and tangents share a region
 */
record NetworkPlan(
    Network network,
    LayerGraph graph,
    List<LinearPlan> linears,
    List<VectorPlan> vectors,
    Map<String, LinearPlan> linearOf,
    Map<String, VectorPlan> vectorOf,
    Map<Layer.Sum, Integer> dropOf,
    RegionPlan regions) {

  /**
   * Plans networks one after the other over a parameter layout; packed copies follow each other as
   * well.
   */
  static List<NetworkPlan> of(List<Network> networks, int dimension, ParameterLayout layout) {
    NetworkPlanner planner = new NetworkPlanner(layout);
    return networks.stream().map(network -> planner.plan(network, dimension)).toList();
  }

  /** Doubles that the packed copies of all networks take. */
  static int packedSize(List<NetworkPlan> plans) {
    return plans.stream()
        .flatMap(p -> p.linears.stream())
        .mapToInt(l -> LinearPlan.packedSize(l.in(), l.out(), l.last()))
        .sum();
  }

  LinearPlan plan(Layer.Linear linear) {
    LinearPlan plan = linearOf.get(linear.name());
    if (plan == null) {
      throw new AssertionError("no plan of " + linear);
    }
    return plan;
  }

  VectorPlan vector(String name) {
    VectorPlan plan = vectorOf.get(name);
    if (plan == null) {
      throw new AssertionError("no plan of " + name);
    }
    return plan;
  }

  /**
   * Whether coordinates enter as they are, but for their normalisation, and only linear layers, so
   * that their jets need not be written out.
   */
  boolean isAffine() {
    return network.fixedEmbeddings().isEmpty()
        && consumers(0).stream().allMatch(Layer.Linear.class::isInstance);
  }

  /** Whether linear and elementwise layers take turns, from a linear one to a linear one. */
  boolean isChain() {
    List<Layer> layers = graph.layers();
    return layers.size() > 2
        && IntStream.range(1, layers.size())
            .allMatch(i ->
                i % 2 == 1
                    ? layers.get(i) instanceof Layer.Linear
                    : layers.get(i) instanceof Layer.Elementwise);
  }

  /** The layers that take an input from the layer at a place. */
  List<Layer> consumers(int place) {
    return graph.layers().stream().filter(layer -> layer.inputs().contains(place)).toList();
  }

  int outputs() {
    return network.fields().size();
  }

  /** The leading dimension of the widest layer. */
  long widest() {
    return graph.layers().stream()
        .mapToInt(layer -> Ops.leadingDimension(layer.width()))
        .max()
        .orElse(0);
  }

  /** Doubles in a channel of all regions of adjoints at a point. */
  long adjointDoubles() {
    return regions.widths().stream().mapToInt(width -> width).sum();
  }

  /** Doubles in a channel of all jets, adjoints and tangents at a point, but for the outputs. */
  long channelDoubles() {
    long doubles = isAffine() ? 0 : Ops.leadingDimension(graph.inputs());
    List<Layer> layers = graph.layers();
    for (Layer layer : layers.subList(1, layers.size() - 1)) {
      doubles += Ops.leadingDimension(layer.width());
    }
    return doubles + adjointDoubles();
  }

  /** Doubles that activations and expansions keep at a point of each site. */
  long stateDoubles() {
    long doubles = 0;
    for (Layer layer : graph.layers()) {
      if (layer instanceof Layer.Elementwise e) {
        doubles +=
            (long) Ops.leadingDimension(e.width()) * Ops.statePlanes(e.activation().ordinal());
      } else if (layer instanceof Layer.Expansion e) {
        doubles += (long) Ops.leadingDimension(e.in()) * BasisJets.statePlanes(e.basis());
      }
    }
    return doubles;
  }

  /** Doubles of scratch for any one of its expansions. */
  long basisScratch(JetLayout layout) {
    return graph.layers().stream()
        .filter(Layer.Expansion.class::isInstance)
        .mapToLong(
            e -> BasisJets.scratch(((Layer.Expansion) e).in(), layout.order(), layout.size()))
        .max()
        .orElse(0);
  }
}
