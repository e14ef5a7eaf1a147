package org.poise.residual;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Expr;
import org.poise.network.Drops;
import org.poise.network.Initialization;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
import org.poise.network.Tensor;
import org.poise.problem.Equation;
import org.poise.problem.PointSet;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.TrainableCoefficient;
import org.poise.residual.internal.Engine;
import org.poise.residual.internal.KernelPlan;
import org.poise.residual.internal.SetPlan;
import org.poise.residual.internal.TiledEvaluator;
import org.poise.residual.internal.TiledResidualMap;

/**
 * A problem and its networks, compiled once: jets, formulas and layers, ready to be bound to
 * points. One of the maps and evaluators that come from it may run at a time, since they share
 * their working memory.
 */
public final class CompiledProblem implements AutoCloseable {
  private final Problem problem;
  private final List<Network> networks;
  private final ParameterLayout layout;
  private final Engine engine;
  private final List<PointSet> sets = new ArrayList<>();
  private final List<SetPlan> plans = new ArrayList<>();
  private final List<List<Equation>> equations = new ArrayList<>();

  private CompiledProblem(Problem problem, List<Network> networks, int threads) {
    this.problem = problem;
    this.networks = List.copyOf(networks);
    List<String> coefficients =
        problem.coefficients().stream().map(TrainableCoefficient::name).toList();
    this.layout = ParameterLayout.of(networks, dimension(), coefficients);
    this.engine = new Engine(networks, dimension(), layout, threads);
    for (PointSet set : problem.pointSets()) {
      List<Equation> on =
          problem.equations().stream().filter(e -> e.on().equals(set.name())).toList();
      if (!on.isEmpty()) {
        sets.add(set);
        equations.add(on);
        plans.add(plan(on.stream().map(Equation::residual).toList(), pair(set), set.count()));
      }
    }
  }

  /**
   * Compiles a problem for networks that give its fields in order.
   *
   * @param threads threads to compute with, the caller's included
   */
  public static CompiledProblem compile(Problem problem, List<Network> networks, int threads) {
    List<String> fields = networks.stream().flatMap(n -> n.fields().stream()).toList();
    if (!fields.equals(problem.fields())) {
      throw new IllegalArgumentException(
          "the networks give the fields "
              + fields
              + ", but the problem's fields are "
              + problem.fields()
              + "; list them in the same order");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    return new CompiledProblem(problem, networks, threads);
  }

  private int dimension() {
    return problem.domain().coordinates().size();
  }

  private SetPlan plan(List<Expr> formulas, SetPlan.@Nullable Pair pair, int count) {
    int coefficients = problem.coefficients().size();
    return new SetPlan(
        formulas,
        engine.networks(),
        dimension(),
        pair,
        count,
        coefficients,
        layout.size() - coefficients);
  }

  private SetPlan.@Nullable Pair pair(PointSet set) {
    return switch (set.kind()) {
      case PointSet.Periodic periodic ->
          new SetPlan.Pair(
              periodic.coordinate(),
              problem.domain().intervals().get(periodic.coordinate()).upper());
      case PointSet.Interior interior -> null;
      case PointSet.Face face -> null;
    };
  }

  /** How θ is laid out. */
  public ParameterLayout layout() {
    return layout;
  }

  public Problem problem() {
    return problem;
  }

  /**
   * The first θ for a seed: networks by their initializers, coefficients at their initial values.
   */
  public double[] initialParameters(long seed) {
    double[] theta = new double[layout.size()];
    Initialization.draw(networks, dimension(), layout, seed, theta);
    for (TrainableCoefficient coefficient : problem.coefficients()) {
      Tensor tensor = layout.tensor("coefficient." + coefficient.name());
      theta[tensor.offset()] = coefficient.initial();
    }
    return theta;
  }

  /**
   * The residual map on points, with blocks that may be dropped at their expectation. Rows follow
   * the problem's equations. The points' arrays are used, not copied.
   *
   * @param points at least one point of each set that an equation holds on
   */
  public ResidualMap bind(Points points) {
    return bind(points, expected());
  }

  /**
   * The residual map on points, with some blocks of the networks dropped.
   *
   * @param points as {@link #bind(Points)} takes them
   * @param drops what each block counts that may be dropped
   */
  public ResidualMap bind(Points points, Drops drops) {
    int droppable = expected().factors().length;
    if (drops.factors().length != droppable) {
      throw new IllegalArgumentException(
          "drops must have a factor for each of the "
              + droppable
              + " blocks that may be dropped, not "
              + drops.factors().length);
    }
    List<double[]> bound = new ArrayList<>();
    for (PointSet set : sets) {
      double[] x = points.sets().get(set.name());
      if (x == null || x.length == 0 || x.length % dimension() != 0) {
        throw new IllegalArgumentException(
            "point set '"
                + set.name()
                + "' needs its points as [count × "
                + dimension()
                + "] coordinates");
      }
      bound.add(x);
    }
    Blocks blocks = blocks(bound);
    List<List<Block>> blocksOf =
        equations.stream().map(on -> on.stream().map(e -> block(blocks, e)).toList()).toList();
    return TiledResidualMap.bind(
        engine, blocks, plans, blocksOf, bound, dimension(), drops.factors());
  }

  private Drops expected() {
    return Drops.expected(networks, dimension());
  }

  private Blocks blocks(List<double[]> points) {
    List<Block> blocks = new ArrayList<>();
    int row = 0;
    for (Equation equation : problem.equations()) {
      int set = 0;
      while (!sets.get(set).name().equals(equation.on())) {
        set++;
      }
      int count = points.get(set).length / dimension();
      blocks.add(new Block(equation.name(), equation.group(), equation.on(), row, count));
      row = Math.addExact(row, count);
    }
    return new Blocks(blocks, row);
  }

  private static Block block(Blocks blocks, Equation equation) {
    return blocks.blocks().stream()
        .filter(b -> b.name().equals(equation.name()))
        .findFirst()
        .orElseThrow();
  }

  /** Evaluates expressions over the problem's fields at any points of the domain. */
  public FieldEvaluator evaluator(List<Expr> expressions) {
    return new TiledEvaluator(
        engine, plan(expressions, null, Integer.MAX_VALUE), expected().factors());
  }

  /** What was compiled, in figures. */
  public PlanSummary summary() {
    List<PlanSummary.SetSummary> summaries = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      PointSet set = sets.get(i);
      summaries.add(
          plans
              .get(i)
              .summary(
                  set.name(),
                  set.count(),
                  problem.domain().coordinates(),
                  equations.get(i).size()));
    }
    int[] counts = sets.stream().mapToInt(PointSet::count).toArray();
    return PlanSummary.of(
        layout.size(), engine.workers().size(), summaries, engine.kernelPlan(plans, counts));
  }

  /**
   * What forming the tangent kernel on some of the points takes.
   *
   * @param taken number of points of a set that are taken, from the set's own
   */
  public KernelCost kernelCost(IntUnaryOperator taken) {
    int[] counts = sets.stream().mapToInt(PointSet::count).map(taken).toArray();
    KernelPlan plan = engine.kernelPlan(plans, counts);
    return new KernelCost(plan.operations(), plan.bytes());
  }

  @Override
  public void close() {
    engine.close();
  }
}
