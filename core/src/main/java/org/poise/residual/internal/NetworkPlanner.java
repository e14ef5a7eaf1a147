package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.poise.network.Initializer;
import org.poise.network.Layer;
import org.poise.network.LayerGraph;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;

/** Plans networks one after the other: numbers their parameters and places their packed copies. */
final class NetworkPlanner {
  private final ParameterLayout layout;
  private int linears;
  private int vectors;
  private int packed;
  private int drops;

  NetworkPlanner(ParameterLayout layout) {
    this.layout = layout;
  }

  NetworkPlan plan(Network network, int dimension) {
    LayerGraph graph = network.graph(dimension);
    Map<String, LinearPlan> linearOf = new LinkedHashMap<>();
    Map<String, VectorPlan> vectorOf = new LinkedHashMap<>();
    Map<Layer.Sum, Integer> dropOf = new LinkedHashMap<>();
    for (Layer layer : graph.layers()) {
      switch (layer) {
        case Layer.Linear linear -> {
          boolean last = layer == graph.layers().getLast();
          linearOf.put(linear.name(), linear(network, linear, last, vectorOf));
        }
        case Layer.Blend blend -> vector(network, blend.name(), vectorOf);
        case Layer.Slope slope -> vector(network, slope.name(), vectorOf);
        case Layer.Sum sum when sum.drop() > 0 -> dropOf.put(sum, drops++);
        case Layer.Input _, Layer.Elementwise _, Layer.Expansion _, Layer.Gate _, Layer.Sum _ -> {}
      }
    }
    return new NetworkPlan(
        network,
        graph,
        new ArrayList<>(linearOf.values()),
        new ArrayList<>(vectorOf.values()),
        linearOf,
        vectorOf,
        dropOf,
        RegionPlan.of(graph));
  }

  private LinearPlan linear(
      Network network, Layer.Linear linear, boolean last, Map<String, VectorPlan> vectorOf) {
    int in = linear.in();
    int out = linear.width();
    FactorPlan factored = null;
    if (linear.factored()) {
      VectorPlan logScale = vector(network, linear.logScale(), vectorOf);
      VectorPlan bias = linear.biased() ? vector(network, linear.bias(), vectorOf) : null;
      factored = new FactorPlan(logScale, bias);
    }
    boolean scaled =
        network.initializer() == Initializer.NTK && linear.weights() instanceof Layer.Weights.Drawn;
    int forward = packed;
    packed += LinearPlan.packedSize(in, out, last);
    return new LinearPlan(
        linears++,
        in,
        out,
        offset(network, linear.weight()),
        linear.biased() ? offset(network, linear.bias()) : -1,
        scaled ? 1 / Math.sqrt(in) : 1,
        last,
        forward,
        forward + LinearPlan.forwardSize(in, out, last),
        factored);
  }

  private VectorPlan vector(Network network, String name, Map<String, VectorPlan> vectorOf) {
    int width = layout.tensor(network.name() + "." + name).size();
    VectorPlan vector = new VectorPlan(vectors++, offset(network, name), width);
    vectorOf.put(name, vector);
    return vector;
  }

  private int offset(Network network, String name) {
    return layout.tensor(network.name() + "." + name).offset();
  }
}
