package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poise.jet.JetTables;

/**
 * What the backward sweeps of several equations carry through one network, and what they share.
 *
 * <p>Where an equation depends on a component c of one output u_o alone, and on nothing that builds
 * on c, no other adjoint enters that of c on its way through the layers: at every layer it is the
 * gradient ∂u_o/∂a times the equation's derivative with respect to c of u_o, a number for each
 * point. So it needs no product of its own once the gradient is there, which all such components of
 * all equations share: ν u_xx and ν v_xx in the momentum equations of a flow, u_x and v_y in its
 * continuity.
 *
 * @param carried for each equation, in their order
 * @param outputs those whose gradients are shared
 * @param together whether the adjoints of all equations go through a layer before the next one, as
 *     those of several do in chains of layers; else the equations are swept one after the other
 */
record EquationSweeps(List<Carried> carried, List<Integer> outputs, boolean together) {

  /** A component of an output on which an equation depends. */
  record Seed(int output, int component) {}

  /** The sweeps of a network on single points or on pairs. */
  static EquationSweeps of(
      NetworkPlan network, JetTables tables, int sites, List<List<Seed>> seeds) {
    boolean several = seeds.stream().filter(s -> !s.isEmpty()).count() > 1;
    return several && sites == 1 && network.isChain()
        ? together(tables, seeds)
        : whole(seeds, sites * tables.layout().size());
  }

  /** Sweeps that carry all channels through all products, but for equations without a seed. */
  private static EquationSweeps whole(List<List<Seed>> seeds, int channels) {
    List<Carried> all = seeds.stream().map(s -> Carried.first(s.isEmpty() ? 0 : channels)).toList();
    return new EquationSweeps(all, List.of(), false);
  }

  /** Sweeps that leave out what is zero or shared. */
  static EquationSweeps together(JetTables tables, List<List<Seed>> seeds) {
    List<Integer> outputs = new ArrayList<>();
    List<Carried> shared = new ArrayList<>();
    List<Carried> plain = new ArrayList<>();
    int saved = 0;
    for (List<Seed> equation : seeds) {
      Carried carried = sharing(tables, equation, outputs);
      shared.add(carried);
      plain.add(Carried.first(carried.channels()));
      saved += carried.channels() - carried.swept();
    }
    return saved > outputs.size()
        ? new EquationSweeps(shared, outputs, true)
        : new EquationSweeps(plain, List.of(), true);
  }

  /** How many equations use the network. */
  int uses() {
    return (int) carried.stream().filter(c -> !c.isEmpty()).count();
  }

  /** What an equation carries if it shares all that it can; adds the outputs that it shares. */
  private static Carried sharing(JetTables tables, List<Seed> seeds, List<Integer> outputs) {
    int channels = seeds.stream().mapToInt(s -> s.component + 1).max().orElse(0);
    boolean[] live = live(tables, seeds);
    int swept = channels;
    while (swept > 0 && isMultiple(tables, seeds, live, swept - 1)) {
      swept--;
    }
    int[] places = new int[channels - swept];
    Arrays.fill(places, -1);
    for (Seed seed : seeds) {
      if (seed.component >= swept) {
        if (!outputs.contains(seed.output)) {
          outputs.add(seed.output);
        }
        places[seed.component - swept] = outputs.indexOf(seed.output);
      }
    }
    return new Carried(channels, swept, places);
  }

  /** Whether the adjoints of a component are zero, or an output's gradient times a number. */
  private static boolean isMultiple(
      JetTables tables, List<Seed> seeds, boolean[] live, int component) {
    boolean reached =
        tables.adjoint().stream()
            .anyMatch(
                t -> t.target() == component && t.component() != component && live[t.component()]);
    return !reached && seeds.stream().filter(s -> s.component == component).count() <= 1;
  }

  /** The components whose adjoints may differ from zero: the seeds' and those that they reach. */
  private static boolean[] live(JetTables tables, List<Seed> seeds) {
    boolean[] live = new boolean[tables.layout().size()];
    seeds.forEach(s -> live[s.component] = true);
    // What a component builds on comes before it, so one pass down reaches everything.
    for (int component = live.length - 1; component > 0; component--) {
      if (live[component]) {
        for (JetTables.AdjointTerm term : tables.adjoint()) {
          live[term.target()] |= term.component() == component;
        }
      }
    }
    return live;
  }
}
