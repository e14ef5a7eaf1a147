package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;
import org.poise.linalg.internal.Ops;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;

/**
 * A network's layers over the flat θ.
 *
 * @param network the network
 * @param linears its linear layers, first to last
 */
record NetworkPlan(Network network, List<LinearPlan> linears) {

  /**
   * Plans networks one after the other over a parameter layout; packed copies follow each other as
   * well.
   */
  static List<NetworkPlan> of(List<Network> networks, int dimension, ParameterLayout layout) {
    List<NetworkPlan> plans = new ArrayList<>();
    int packed = 0;
    int index = 0;
    for (Network network : networks) {
      List<Integer> widths = ParameterLayout.layerWidths(network, dimension);
      List<LinearPlan> linears = new ArrayList<>();
      for (int l = 0; l + 1 < widths.size(); l++) {
        int in = widths.get(l);
        int out = widths.get(l + 1);
        boolean last = l + 2 == widths.size();
        String name = network.name() + "." + l;
        linears.add(
            new LinearPlan(
                index++,
                in,
                out,
                layout.tensor(name + ".weight").offset(),
                layout.tensor(name + ".bias").offset(),
                network.initializer() == Initializer.NTK ? 1 / Math.sqrt(in) : 1,
                last,
                packed,
                packed + LinearPlan.forwardSize(in, out, last)));
        packed += LinearPlan.packedSize(in, out, last);
      }
      plans.add(new NetworkPlan(network, List.copyOf(linears)));
    }
    return List.copyOf(plans);
  }

  /** Doubles that the packed copies of all networks take. */
  static int packedSize(List<NetworkPlan> plans) {
    return plans.stream()
        .flatMap(p -> p.linears.stream())
        .mapToInt(l -> LinearPlan.packedSize(l.in(), l.out(), l.last()))
        .sum();
  }

  /** Doubles in a channel of an embedding's jets at a point; 0 without an embedding. */
  int embeddedWidth() {
    return network.embeddings().isEmpty() ? 0 : Ops.leadingDimension(linears.getFirst().in());
  }

  int outputs() {
    return linears.getLast().out();
  }

  /** The activation's ordinal, by which the ops know it. */
  int activation() {
    return switch (network.architecture()) {
      case Mlp mlp -> mlp.activation().ordinal();
    };
  }
}
