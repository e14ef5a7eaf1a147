package org.poise.residual.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.residual.PanelVisitor;
import org.poise.residual.ResidualMap;
import org.poise.residual.SweepCosts;
import org.poise.residual.internal.Realisation.Range;

/**
 * The residual map on this machine's cores: tiles of points go through the networks forward and
 * backward while they stay in cache. Its results have the same bits on any number of threads.
 */
public final class TiledResidualMap implements ResidualMap {
  private static final double[] NOTHING = new double[0];

  private final Engine engine;
  private final Blocks blocks;
  private final Realisation realisation;

  // What the sweep under way reads and writes; workers see them through the hand-over of the
  // parallel loop.
  private double[] w = NOTHING;
  private int wOff;
  private double @Nullable [] c;
  private int cOff;
  private double[] r = NOTHING;
  private double @Nullable [] norms;
  private double[][] gradients = {};
  private boolean seedsOnly;

  private final Workers.Task residualTask = this::residualTile;
  private final Workers.Task gradientTask = this::gradientSlot;

  /** Binds sets of points whose blocks have been numbered. */
  TiledResidualMap(Engine engine, Blocks blocks, Realisation realisation) {
    this.engine = engine;
    this.blocks = blocks;
    this.realisation = realisation;
    for (BoundSet set : realisation.sets()) {
      engine.prepare(set.plan());
    }
  }

  /**
   * Binds points to plans.
   *
   * @param blocks all rows
   * @param sets those on the same points one after the other, so that they take their blocks' rows
   *     in order
   * @param kept what each block of a network counts that may be dropped
   */
  public static TiledResidualMap bind(
      Engine engine, Blocks blocks, List<BoundSet> sets, double[] kept) {
    return new TiledResidualMap(engine, blocks, new Realisation(sets, kept, engine.parameters()));
  }

  Engine engine() {
    return engine;
  }

  Realisation realisation() {
    return realisation;
  }

  @Override
  public int parameters() {
    return engine.parameters();
  }

  @Override
  public Blocks blocks() {
    return blocks;
  }

  @Override
  public void residuals(double[] theta, double[] r) {
    engine.begin(theta, realisation.kept());
    this.r = r;
    engine.workers().run(realisation.tiles().size(), residualTask);
  }

  private void residualTile(int worker, int index) {
    Tile tile = engine.tile(worker);
    Range range = realisation.tiles().get(index);
    SetPlan plan = range.set().plan();
    plan.forward(tile, range.set().points(), range.first(), range.n());
    plan.values(tile);
    for (int e = 0; e < plan.equations(); e++) {
      System.arraycopy(tile.w, plan.value(e), r, row(range, e), range.n());
    }
  }

  @Override
  public void gradient(
      double[] theta,
      double[] w,
      double @Nullable [] c,
      double[] g,
      double[] r,
      double @Nullable [] rowNorms) {
    engine.begin(theta, realisation.kept());
    sweepGradient(w, 0, c, 0, r, rowNorms, g, 0);
  }

  @Override
  public void vjp(double[] theta, int s, double[] w, double[] out) {
    engine.begin(theta, realisation.kept());
    double[] zeros = new double[blocks.rows()];
    double[] ignored = new double[blocks.rows()];
    seedsOnly = true;
    for (int k = 0; k < s; k++) {
      sweepGradient(zeros, 0, w, k * blocks.rows(), ignored, null, out, k * parameters());
    }
    seedsOnly = false;
  }

  private void sweepGradient(
      double[] w,
      int wOff,
      double @Nullable [] c,
      int cOff,
      double[] r,
      double @Nullable [] rowNorms,
      double[] g,
      int gOff) {
    this.w = w;
    this.wOff = wOff;
    this.c = c;
    this.cOff = cOff;
    this.r = r;
    this.norms = rowNorms;
    int count = realisation.slots();
    gradients = engine.slots(count);
    engine.workers().run(count, gradientTask);
    engine.reduce(count, g, gOff);
  }

  private void gradientSlot(int worker, int slot) {
    Tile tile = engine.tile(worker);
    double[] gradient = gradients[slot];
    Arrays.fill(gradient, 0);
    tile.gradient = gradient;
    tile.gradientOff = 0;
    for (int i = realisation.slotStart(slot); i < realisation.slotStart(slot + 1); i++) {
      gradientTile(tile, realisation.tiles().get(i));
    }
  }

  /** Whether the sweep under way wants nothing of a tile but what its offsets seed, which is 0. */
  private boolean idle(Range range) {
    double[] offsets = c;
    if (!seedsOnly || offsets == null) {
      return false;
    }
    for (int e = 0; e < range.set().plan().equations(); e++) {
      int from = cOff + row(range, e);
      for (int j = from; j < from + range.n(); j++) {
        if (offsets[j] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void gradientTile(Tile tile, Range range) {
    if (idle(range)) {
      return;
    }
    SetPlan plan = range.set().plan();
    plan.forward(tile, range.set().points(), range.first(), range.n());
    plan.valuesAndPartials(tile);
    SetAdjoints adjoints = plan.adjoints();
    for (int e = 0; e < plan.equations(); e++) {
      takeResiduals(tile, range, e);
      if (norms != null) {
        RowScales.keepFromZero(tile, adjoints.scales(e));
      }
      adjoints.addCoefficientGradient(tile, e);
    }
    if (norms == null) {
      adjoints.backward(tile);
      return;
    }
    adjoints.normedBackward(tile);
    for (int e = 0; e < plan.equations(); e++) {
      RowScales.unscale(tile, adjoints.scales(e), adjoints.norms(e));
      adjoints.addCoefficientNorms(tile, e);
      System.arraycopy(tile.w, adjoints.norms(e), norms, row(range, e), range.n());
    }
  }

  /** Copies an equation's residuals out and leaves the row scales s = w ∘ r + c in the arena. */
  private void takeResiduals(Tile tile, Range range, int equation) {
    SetPlan plan = range.set().plan();
    int row = row(range, equation);
    int value = plan.value(equation);
    int scales = plan.adjoints().scales(equation);
    double[] offsets = c;
    for (int p = 0; p < tile.n; p++) {
      double residual = tile.w[value + p];
      r[row + p] = residual;
      double scale = w[wOff + row + p] * residual;
      tile.w[scales + p] = offsets == null ? scale : scale + offsets[cOff + row + p];
    }
  }

  @Override
  public void jvp(double[] theta, int s, double[] v, double[] out) {
    engine.begin(theta, realisation.kept());
    double[] u = engine.effectiveDirections(v);
    double[][] directions = new double[s][];
    for (int k = 0; k < s; k++) {
      directions[k] = engine.newPacked();
      engine.packDirection(u, k * parameters(), directions[k]);
    }
    engine
        .workers()
        .run(
            realisation.tiles().size(),
            (worker, i) -> tangentTile(engine.tile(worker), i, u, directions, out));
  }

  private void tangentTile(Tile tile, int index, double[] v, double[][] directions, double[] out) {
    Range range = realisation.tiles().get(index);
    SetPlan plan = range.set().plan();
    plan.forward(tile, range.set().points(), range.first(), range.n());
    plan.valuesAndPartials(tile);
    for (int k = 0; k < directions.length; k++) {
      tile.direction = v;
      tile.directionOff = k * parameters();
      tile.packedDirection = directions[k];
      plan.tangent(tile);
      for (int e = 0; e < plan.equations(); e++) {
        plan.residualTangent(tile, e, out, k * blocks.rows() + row(range, e));
      }
    }
  }

  @Override
  public SweepCosts costs() {
    return realisation.sets().stream()
        .map(set -> set.plan().costs(set.count()))
        .reduce(new SweepCosts(0, 0, 0), SweepCosts::plus);
  }

  @Override
  public void jacobian(double[] theta, PanelVisitor visitor) {
    engine.begin(theta, realisation.kept());
    new JacobianPanels(this).visit(visitor);
  }

  @Override
  public void kernel(double[] theta, PanelVisitor visitor) {
    engine.begin(theta, realisation.kept());
    new KernelPanels(this, kernelPlan()).visit(visitor);
  }

  /**
   * Writes ∂r_j/∂θ of an equation on a range of points into rows [n × p] of a panel that is zero
   * there.
   */
  void jacobianRows(int worker, Range range, int equation, double[] panel, int offset) {
    Tile tile = engine.tile(worker);
    SetPlan plan = range.set().plan();
    plan.forward(tile, range.set().points(), range.first(), range.n());
    plan.valuesAndPartials(tile);
    tile.gradient = panel;
    tile.gradientOff = offset;
    tile.sink = Sink.ROWS;
    plan.adjoints().backward(tile, equation);
    plan.adjoints()
        .writeCoefficientRows(tile, equation, panel, offset + plan.coefficients(), parameters());
    for (int p = 0; p < range.n(); p++) {
      engine.applyScales(panel, offset + p * parameters());
    }
  }

  private KernelPlan kernelPlan() {
    List<BoundSet> sets = realisation.sets();
    return engine.kernelPlan(
        sets.stream().map(BoundSet::plan).toList(),
        sets.stream().mapToInt(BoundSet::count).toArray());
  }

  /** The factors of ∂r_j/∂θ for a piece of rows; every worker may ask for a piece of its own. */
  Factors factors(int worker, Piece piece, KernelPlan kernel) {
    Tile tile = engine.tile(worker);
    Range range = piece.range();
    SetPlan plan = range.set().plan();
    plan.forward(tile, range.set().points(), range.first(), range.n());
    plan.valuesAndPartials(tile);
    Factors factors = new Factors(kernel, range.n());
    tile.factors = factors;
    tile.sink = Sink.FACTORS;
    plan.adjoints().backward(tile, piece.equation());
    factors.takeCoefficients(plan, tile, piece.equation());
    return factors;
  }

  private static int row(Range range, int equation) {
    Block block = range.set().blocks().get(equation);
    return block.start() + range.first();
  }

  /** Rows of the largest tile. */
  static int largestTile(List<Range> tiles) {
    return tiles.stream().mapToInt(Range::n).max().orElse(1);
  }
}
