package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.poise.jet.JetLayout;
import org.poise.jet.JetTables;
import org.poise.jet.LeibnizTables;
import org.poise.linalg.internal.Ops;
import org.poise.network.Layer;

/** One network at work on one point set: its stages over regions of the arena. */
final class NetworkSweep {
  private final NetworkPlan plan;
  private final JetLayout layout;
  private final SweepShape shape;

  private final EquationSweeps equations;

  /** Their adjoints where they are swept back together; else they are swept one by one. */
  private final @Nullable SystemSweep system;

  /** Whether several equations are swept one by one, so that sums of their adjoints are wanted. */
  private final boolean collect;

  /**
   * Shared by the layers, which take their products anew in every sweep; −1 where they are kept.
   */
  private final int grams;

  private final Arena arena;
  private final Input input;
  private final int sigma;
  private final int basis;
  private final int vectors;
  private final JetTables tables;
  private final LeibnizTables leibniz;
  private final int[] slots;
  private final int[] jets;
  private final List<Stage> stages = new ArrayList<>();

  private final OutputStage output;
  private final long productOperations;
  private final long normOperations;

  /**
   * Plans a sweep.
   *
   * @param tables of the network's jets
   * @param points most points in a tile
   * @param equations what each equation carries back for its row norms
   */
  NetworkSweep(
      NetworkPlan plan,
      JetTables tables,
      int sites,
      int points,
      EquationSweeps equations,
      Arena arena) {
    this.plan = plan;
    this.tables = tables;
    layout = tables.layout();
    this.arena = arena;
    shape = new SweepShape(sites, layout.size(), points);
    this.equations = equations;
    system =
        equations.together()
            ? new SystemSweep(new SystemPlanes(equations, shape.channels()), points, arena)
            : null;
    collect = equations.uses() > 1 && system == null;
    grams = collect ? -1 : takeGrams();
    int planes = system == null ? shape.channels() : system.planes().count();
    slots =
        plan.regions().widths().stream()
            .mapToInt(ld -> arena.take((long) planes * points * ld))
            .toArray();
    sigma =
        arena.take(
            system == null
                ? ElementwiseStage.scratch(layout.order() + 1)
                : ElementwiseStage.systemScratch(tables, system.planes(), plan.widest()));
    basis = arena.take(plan.basisScratch(layout));
    vectors = plan.vectors().isEmpty() ? -1 : arena.take(points * plan.widest());
    leibniz = LeibnizTables.of(layout);
    List<Layer> layers = plan.graph().layers();
    jets = new int[layers.size()];
    if (plan.isAffine()) {
      input = new AffineInput(shape, plan.network().normalization(), layout, arena);
      jets[0] = -1;
    } else {
      EmbeddedInput embedded = new EmbeddedInput(shape, plan.network(), layout, arena);
      input = embedded;
      jets[0] = embedded.jets();
    }
    int last = layers.size() - 1;
    for (int i = 1; i < last; i++) {
      jets[i] = region(Ops.leadingDimension(layers.get(i).width()));
      stages.add(stage(i));
    }
    LinearPlan linear = plan.linears().getLast();
    output = new OutputStage(shape, linear, in(last, 0), system, arena, sink(linear));
    stages.add(output);
    productOperations = input.productOperations() + products(shape.channels());
    normOperations = countNorms();
  }

  /** A region of jets whose rows are so far apart. */
  private int region(int ld) {
    return arena.take((long) shape.channels() * shape.points() * ld);
  }

  private Stage stage(int i) {
    Port out = port(i, false);
    return switch (plan.graph().layers().get(i)) {
      case Layer.Input _ -> throw new AssertionError("the input has no stage");
      case Layer.Linear linear -> linear(i, plan.plan(linear), out);
      case Layer.Elementwise e -> {
        int kind = e.activation().ordinal();
        JetTables used = tables(e.from());
        yield new ElementwiseStage(
            shape, kind, e.width(), used, system, i > 2, in(i, 0), out, arena, sigma);
      }
      case Layer.Expansion e ->
          new ExpansionStage(shape, e, tables(e.from()), in(i, 0), out, arena, basis);
      case Layer.Gate gate ->
          new GateStage(shape, leibniz, gate.width(), in(i, 0), in(i, 1), in(i, 2), out);
      case Layer.Sum sum -> {
        int drop = plan.dropOf().getOrDefault(sum, -1);
        yield new SumStage(shape, sum.width(), sum.scale(), drop, in(i, 0), in(i, 1), out);
      }
      case Layer.Blend b -> {
        VectorPlan alpha = plan.vector(b.name());
        yield new BlendStage(shape, alpha, b.width(), in(i, 0), in(i, 1), out, vectors);
      }
      case Layer.Slope s -> {
        VectorPlan a = plan.vector(s.name());
        double scale = s.slopes().scale();
        yield new SlopeStage(shape, a, scale, s.width(), in(i, 0), out, vectors);
      }
    };
  }

  private Stage linear(int i, LinearPlan linear, Port out) {
    LinearSink sink = sink(linear);
    return isAffine(i) && input instanceof AffineInput affine
        ? new AffineStage(shape, linear, affine, out, isSparse(i), arena, system, sink)
        : new LinearStage(shape, linear, in(i, 0), out, system, sink);
  }

  private LinearSink sink(LinearPlan linear) {
    // The last layer's adjoints are less wide than that.
    int sum = collect ? region(Ops.leadingDimension(linear.out())) : -1;
    return new LinearSink(shape, linear, sum, collect ? takeGrams() : grams, vectors);
  }

  /** A region for the dot products of a layer's inputs. */
  private int takeGrams() {
    return arena.take((long) shape.points() * Ops.pairs(shape.channels()));
  }

  /** The tables for a function of a layer, which may have no derivatives beyond the first. */
  private JetTables tables(int place) {
    boolean coordinates = place == 0 && plan.network().fixedEmbeddings().isEmpty();
    return coordinates || isSparse(place) ? JetTables.ofAffine(layout) : tables;
  }

  /** Whether a layer is an affine function of the coordinates. */
  private boolean isAffine(int place) {
    return plan.isAffine()
        && plan.graph().layers().get(place) instanceof Layer.Linear linear
        && linear.from() == 0;
  }

  /** Whether a layer leaves out the derivatives that are zero. */
  private boolean isSparse(int place) {
    return isAffine(place)
        && plan.consumers(place).stream()
            .allMatch(l -> l instanceof Layer.Elementwise || l instanceof Layer.Expansion);
  }

  /** A layer's input {@code k}. */
  private Port in(int layer, int k) {
    int from = plan.graph().layers().get(layer).inputs().get(k);
    return port(from, plan.regions().adds()[layer][k]);
  }

  private Port port(int layer, boolean add) {
    RegionPlan regions = plan.regions();
    return plan.graph().isFixed(layer)
        ? Port.fixed(jets[layer])
        : new Port(
            jets[layer], slots[regions.tangent()[layer]], slots[regions.adjoint()[layer]], add);
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

  /** Channels of a linear layer's input that may differ from zero. */
  int channelsOf(LinearPlan linear) {
    return readsInput(linear) ? input.activeChannels() : shape.channels();
  }

  private boolean readsInput(LinearPlan linear) {
    return plan.consumers(0).stream()
        .anyMatch(layer -> layer instanceof Layer.Linear l && plan.plan(l) == linear);
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

  /** Whether the adjoints of all equations are swept back together where row norms are wanted. */
  boolean isSystem() {
    return system != null;
  }

  /** Forgets the seeds of all equations. */
  void clearSystem(Tile tile) {
    Objects.requireNonNull(system).clear(tile);
    output.clearSystem(tile);
  }

  /** Adds numbers [n] to the adjoints of an output's channel in an equation. */
  void addSeeds(Tile tile, int equation, int channel, int out, int seeds) {
    SystemSweep all = Objects.requireNonNull(system);
    int plane = all.planes().plane(equation, channel);
    all.take(tile, plane, seeds);
    output.addSeeds(tile, plane, out, seeds);
    output.addSeeds(tile, all.planes().sum(channel), out, seeds);
  }

  /**
   * Sweeps back the adjoints of all equations, with the row norms of each; those of the first are
   * where the tile says.
   */
  void systemBackward(Tile tile) {
    tile.sink = Sink.GRADIENT;
    for (int i = stages.size() - 1; i >= 0; i--) {
      ((ChainStage) stages.get(i)).systemBackward(tile);
    }
  }

  /** Whether an equation uses the network. */
  boolean uses(int equation) {
    return !equations.carried().get(equation).isEmpty();
  }

  /** Sweeps back the adjoints of one equation of several that are swept one after the other. */
  void backward(Tile tile, int equation) {
    tile.sink = Sink.ofSweep(sweepsBefore(equation), sweepsBefore(equations.carried().size()));
    backward(tile);
  }

  /** Sweeps all adjoints back, into the tile's sink. */
  void backward(Tile tile) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).backward(tile);
    }
  }

  /** How many equations before one use the network. */
  private int sweepsBefore(int equation) {
    int sweeps = 0;
    for (int e = 0; e < equation; e++) {
      sweeps += uses(e) ? 1 : 0;
    }
    return sweeps;
  }

  /** Multiplications and additions of the products in one forward sweep of a point. */
  long productOperations() {
    return productOperations;
  }

  /**
   * Multiplications and additions that the row norms of all equations add to a gradient at one
   * point: dot products of the layers' inputs and of each equation's adjoints, and sweeps of these
   * beyond one.
   */
  long normOperations() {
    return normOperations;
  }

  /** Multiplications and additions of the linear layers' products for so many channels. */
  private long products(int channels) {
    long operations = 0;
    for (LinearPlan linear : plan.linears()) {
      boolean affine = plan.isAffine() && readsInput(linear);
      operations += 2L * linear.in() * linear.out() * (affine ? shape.sites() : channels);
    }
    return operations;
  }

  private long countNorms() {
    long sweeps = 0;
    long dots = 0;
    for (Carried each : equations.carried()) {
      if (!each.isEmpty()) {
        sweeps += products(each.swept());
        dots += dotsOfAdjoints(each.channels());
      }
    }
    for (LinearPlan linear : plan.linears()) {
      dots += 2L * Ops.pairs(shape.channels()) * linear.in();
      boolean passed = linear != plan.linears().getFirst() && !linear.last();
      sweeps += passed ? 2L * linear.in() * linear.out() * equations.outputs().size() : 0;
    }
    return dots + Math.max(0, sweeps - products(shape.channels()));
  }

  private long dotsOfAdjoints(int channels) {
    long operations = 0;
    for (LinearPlan linear : plan.linears()) {
      operations += 2L * Ops.pairs(channels) * linear.out();
    }
    for (VectorPlan vector : plan.vectors()) {
      operations += 2L * channels * vector.width();
    }
    return operations;
  }
}
