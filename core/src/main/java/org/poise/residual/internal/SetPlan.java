package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Expr;
import org.poise.formula.ResidualProgram;
import org.poise.formula.ResidualProgram.Slot;
import org.poise.jet.JetTables;
import org.poise.jet.MultiIndex;
import org.poise.residual.JetComponents;
import org.poise.residual.PlanSummary;
import org.poise.residual.SweepCosts;
import org.poise.residual.internal.EquationSweeps.Seed;

/**
 * Formulas on one point set, compiled: the sweeps of the networks that they use, the program that
 * turns jets into residuals, and where everything lies in the arena.
 */
public final class SetPlan {
  /** A pair of opposite faces: the coordinate, and its value at the upper site. */
  public record Pair(int coordinate, double upper) {}

  /** Where a slot of the program is found. */
  record Source(int sweep, int output, int channel) {}

  private final int dimension;
  private final @Nullable Pair pair;
  private final int points;
  private final ResidualProgram program;
  private final List<Jets.OfNetwork> jets;
  private final List<NetworkSweep> sweeps = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final int coefficients;
  private final int coordinates;
  private final int work;
  private final SetAdjoints adjoints;
  private final int arenaSize;
  private final int channels;

  /**
   * Compiles formulas.
   *
   * @param formulas over the fields of {@code networks}, in their order
   * @param pair for a periodic pair, else null
   * @param count points to expect; the tile size depends on it
   * @param coefficientOffset where the trainable coefficients start in θ
   * @param components what the networks' jets carry
   */
  public SetPlan(
      List<Expr> formulas,
      List<NetworkPlan> networks,
      int dimension,
      @Nullable Pair pair,
      int count,
      int coefficientCount,
      int coefficientOffset,
      JetComponents components) {
    this.dimension = dimension;
    this.pair = pair;
    this.coefficients = coefficientOffset;
    int sites = pair == null ? 1 : 2;
    Jets found = Jets.of(formulas, networks, dimension, components);
    jets = found.all();
    List<Slot> slots = new ArrayList<>();
    for (int sweep = 0; sweep < jets.size(); sweep++) {
      Jets.OfNetwork jet = jets.get(sweep);
      for (int s = 0; s < sites; s++) {
        for (int o = 0; o < jet.network().outputs(); o++) {
          for (MultiIndex alpha : jet.used()) {
            slots.add(new Slot(jet.firstField() + o, alpha, s));
            int channel = s * jet.layout().size() + jet.layout().indexOf(alpha);
            sources.add(new Source(sweep, o, channel));
          }
        }
      }
    }
    program = ResidualProgram.compile(found.formulas(), slots, dimension, coefficientCount);
    List<JetTables> tables = jets.stream().map(jet -> JetTables.of(jet.layout())).toList();
    List<EquationSweeps> equations = new ArrayList<>();
    for (int s = 0; s < jets.size(); s++) {
      JetTables own = tables.get(s);
      equations.add(EquationSweeps.of(jets.get(s).network(), own, sites, used(s, own)));
    }
    points = TileSize.of(jets, equations, sites, program, count);
    Arena arena = new Arena();
    coordinates = arena.take((long) dimension * points);
    work = arena.take((long) program.registers() * points);
    adjoints = new SetAdjoints(program, sources, sweeps, points, work, coefficientOffset, arena);
    int most = 0;
    for (int s = 0; s < jets.size(); s++) {
      NetworkPlan network = jets.get(s).network();
      NetworkSweep planned =
          new NetworkSweep(network, tables.get(s), sites, points, equations.get(s), arena);
      sweeps.add(planned);
      most = Math.max(most, planned.channels());
    }
    channels = most;
    arenaSize = arena.size();
  }

  /** What each equation uses of a network's outputs. */
  private List<List<Seed>> used(int sweep, JetTables tables) {
    int components = tables.layout().size();
    List<List<Seed>> used = new ArrayList<>();
    for (int e = 0; e < program.equations(); e++) {
      used.add(
          Arrays.stream(program.slotsOf(e))
              .mapToObj(sources::get)
              .filter(source -> source.sweep == sweep)
              .map(source -> new Seed(source.output, source.channel % components))
              .toList());
    }
    return used;
  }

  /** Most points in a tile. */
  public int points() {
    return points;
  }

  public int equations() {
    return program.equations();
  }

  public ResidualProgram program() {
    return program;
  }

  List<NetworkSweep> sweeps() {
    return sweeps;
  }

  int arenaSize() {
    return arenaSize;
  }

  /** Multiplications and additions of the products in one forward sweep of a point. */
  long productOperations() {
    return sweeps.stream().mapToLong(NetworkSweep::productOperations).sum();
  }

  /** Operations of the sweeps over some points. */
  SweepCosts costs(int count) {
    double sweep = productOperations();
    double formulas = program.operations();
    return new SweepCosts(
        count * (sweep + formulas),
        count * (3 * sweep + formulas),
        (double) count * normOperations());
  }

  /** What the row norms of all equations add to a gradient at one point. */
  private long normOperations() {
    return sweeps.stream().mapToLong(NetworkSweep::normOperations).sum();
  }

  /** The plan in figures. */
  public PlanSummary.SetSummary summary(String name, int count, List<String> names, int equations) {
    Map<String, PlanSummary.Jet> summaries = new LinkedHashMap<>();
    for (Jets.OfNetwork jet : jets) {
      List<String> components = jet.layout().components().stream().map(c -> c.text(names)).toList();
      summaries.put(
          jet.network().network().name(), new PlanSummary.Jet(components, jet.derivatives()));
    }
    int sites = pair == null ? 1 : 2;
    return new PlanSummary.SetSummary(
        name,
        count,
        points,
        summaries,
        sites,
        equations,
        productOperations(),
        program.operations(),
        normOperations(),
        arenaSize);
  }

  /** Channels of the widest jet, over sites. */
  public int channels() {
    return channels;
  }

  void prepare(Tile tile) {
    tile.ensure(arenaSize, Math.max(channels, 2), sources.size());
  }

  /**
   * Takes {@code n} points [n × dimension] from row {@code first} on, and runs the networks
   * forward.
   */
  void forward(Tile tile, double[] x, int first, int n) {
    tile.n = n;
    for (int p = 0; p < n; p++) {
      for (int i = 0; i < dimension; i++) {
        tile.w[coordinates + i * points + p] = x[(first + p) * dimension + i];
      }
    }
    load(tile, 0);
    if (pair != null) {
      int plane = coordinates + pair.coordinate * points;
      double lower = tile.w[plane];
      Arrays.fill(tile.w, plane, plane + n, pair.upper);
      load(tile, 1);
      Arrays.fill(tile.w, plane, plane + n, lower);
    }
    for (NetworkSweep sweep : sweeps) {
      sweep.forward(tile);
    }
    for (int i = 0; i < sources.size(); i++) {
      Source s = sources.get(i);
      tile.slotOff[i] = sweeps.get(s.sweep).output().value(s.output, s.channel, n);
    }
  }

  private void load(Tile tile, int site) {
    for (NetworkSweep sweep : sweeps) {
      sweep.input().load(tile, site, coordinates, points);
    }
  }

  /** Evaluates the formulas after {@link #forward}. */
  void values(Tile tile) {
    program.values(
        tile.n,
        tile.w,
        coordinates,
        points,
        tile.w,
        tile.slotOff,
        tile.theta,
        coefficients,
        tile.w,
        work,
        points);
  }

  /** Evaluates the formulas and their partial derivatives. */
  void valuesAndPartials(Tile tile) {
    program.valuesAndPartials(
        tile.n,
        tile.w,
        coordinates,
        points,
        tile.w,
        tile.slotOff,
        tile.theta,
        coefficients,
        tile.w,
        work,
        points);
  }

  /** Where an equation's values lie [n]. */
  int value(int equation) {
    return work + program.valueRegister(equation) * points;
  }

  /** Where the trainable coefficients start in θ. */
  int coefficients() {
    return coefficients;
  }

  /** What goes back from the residuals. */
  SetAdjoints adjoints() {
    return adjoints;
  }

  /** Tangents of the networks' outputs along the tile's direction, after {@link #forward}. */
  void tangent(Tile tile) {
    for (NetworkSweep sweep : sweeps) {
      sweep.tangent(tile);
    }
  }

  /** Tangents of an equation's residuals, after {@link #tangent} and {@link #valuesAndPartials}. */
  void residualTangent(Tile tile, int equation, double[] out, int outOff) {
    double[] w = tile.w;
    Arrays.fill(out, outOff, outOff + tile.n, 0);
    int[] slots = program.slotsOf(equation);
    for (int k = 0; k < slots.length; k++) {
      Source source = sources.get(slots[k]);
      int tangent =
          sweeps.get(source.sweep).output().tangentOf(source.output, source.channel, tile.n);
      int partial = adjoints.partial(equation, k);
      for (int p = 0; p < tile.n; p++) {
        out[outOff + p] = Math.fma(w[partial + p], w[tangent + p], out[outOff + p]);
      }
    }
    int[] used = program.coefficientsOf(equation);
    for (int k = 0; k < used.length; k++) {
      int partial = work + program.coefficientRegister(equation, k) * points;
      double direction = tile.direction[tile.directionOff + coefficients + used[k]];
      for (int p = 0; p < tile.n; p++) {
        out[outOff + p] = Math.fma(w[partial + p], direction, out[outOff + p]);
      }
    }
  }
}
