package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;
import org.poise.jet.JetLayout;
import org.poise.jet.JetTables;
import org.poise.linalg.internal.Ops;
import org.poise.network.Network;

/** One network at work on one point set: its stages over regions of the arena. */
final class NetworkSweep {
  private final NetworkPlan plan;
  private final JetLayout layout;
  private final Input input;
  private final OutputStage output;
  private final List<Stage> stages = new ArrayList<>();
  private final SweepShape shape;

  /**
   * Plans a sweep.
   *
   * @param points most points in a tile
   * @param collect whether sums of adjoints over several equations are wanted
   * @param norms region of the row norms, {@code scales} of the row scales
   */
  NetworkSweep(
      NetworkPlan plan,
      JetLayout layout,
      int sites,
      int points,
      boolean collect,
      int norms,
      int scales,
      Arena arena) {
    this.plan = plan;
    this.layout = layout;
    List<LinearPlan> linears = plan.linears();
    int widest = 0;
    for (int l = 0; l + 1 < linears.size(); l++) {
      widest = Math.max(widest, Ops.leadingDimension(linears.get(l).out()));
    }
    long jets = (long) sites * layout.size() * points;
    shape =
        new SweepShape(
            sites,
            layout.size(),
            points,
            arena.take(jets * widest),
            arena.take(jets * widest),
            norms,
            scales);
    int sigma = arena.take(ElementwiseStage.scratch(layout.order() + 1));

    int last = linears.size() - 1;
    int z = arena.take(jets * Ops.leadingDimension(linears.getFirst().out()));
    JetTables general = JetTables.of(layout);
    JetTables tables = general;
    Network network = plan.network();
    LinearPlan first = linears.getFirst();
    LinearSink firstSink = sink(first, jets, collect, arena);
    if (network.embeddings().isEmpty()) {
      InputStage stage =
          new InputStage(shape, first, network.normalization(), layout, arena, z, firstSink);
      input = stage;
      stages.add(stage);
      tables = JetTables.ofAffine(layout);
    } else {
      EmbeddedInput embedded = new EmbeddedInput(shape, first, network, layout, arena);
      input = embedded;
      stages.add(new LinearStage(shape, first, embedded.jets(), z, true, firstSink));
    }
    for (int l = 1; l <= last; l++) {
      int width = linears.get(l).in();
      int a = arena.take(jets * Ops.leadingDimension(width));
      stages.add(new ElementwiseStage(shape, plan.activation(), width, tables, z, a, arena, sigma));
      tables = general;
      LinearSink sink = sink(linears.get(l), jets, collect, arena);
      if (l < last) {
        z = arena.take(jets * Ops.leadingDimension(linears.get(l).out()));
        stages.add(new LinearStage(shape, linears.get(l), a, z, false, sink));
      } else {
        stages.add(new OutputStage(shape, linears.get(l), a, arena, sink));
      }
    }
    output = (OutputStage) stages.getLast();
  }

  private LinearSink sink(LinearPlan linear, long jets, boolean collect, Arena arena) {
    int ld = linear.last() ? linear.out() : Ops.leadingDimension(linear.out());
    return new LinearSink(shape, linear, collect ? arena.take(jets * ld) : -1);
  }

  NetworkPlan plan() {
    return plan;
  }

  JetLayout layout() {
    return layout;
  }

  int channels() {
    return shape.channels();
  }

  /** Channels of a layer's input that differ from zero. */
  int channelsOf(LinearPlan linear) {
    return linear == plan.linears().getFirst() ? input.activeChannels() : shape.channels();
  }

  Input input() {
    return input;
  }

  OutputStage output() {
    return output;
  }

  void forward(Tile tile) {
    for (Stage stage : stages) {
      stage.forward(tile);
    }
  }

  void tangent(Tile tile) {
    for (Stage stage : stages) {
      stage.tangent(tile);
    }
  }

  void backward(Tile tile) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).backward(tile);
    }
  }

  /** Multiplications and additions of the products in one forward sweep of a point. */
  long productOperations() {
    long operations = input.productOperations();
    for (LinearPlan linear : plan.linears().subList(1, plan.linears().size())) {
      operations += 2L * linear.in() * linear.out() * shape.channels();
    }
    return operations;
  }

  /** Multiplications and additions of the row norms of one point. */
  long normOperations() {
    long pairs = (long) shape.channels() * (shape.channels() + 1) / 2;
    return plan.linears().stream().mapToLong(l -> 2 * pairs * (l.in() + l.out())).sum();
  }
}
