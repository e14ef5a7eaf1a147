package org.poise.residual;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Expr;
import org.poise.linalg.Team;
import org.poise.network.Droppable;
import org.poise.network.Drops;
import org.poise.network.Initialization;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
import org.poise.network.Tensor;
import org.poise.problem.Equation;
import org.poise.problem.PointSet;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Subdomains;
import org.poise.problem.TrainableCoefficient;
import org.poise.residual.internal.BoundSet;
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
  private final JetComponents components;
  private final Droppable droppable;
  private final ParameterLayout layout;
  private final Engine engine;
  private final List<CompiledSet> sets = new ArrayList<>();

  private CompiledProblem(
      Problem problem, List<Network> networks, int threads, JetComponents components) {
    this.components = components;
    this.problem = problem;
    this.networks = problem.subdomains().networks(List.copyOf(networks), problem.domain());
    this.droppable = Droppable.of(this.networks, dimension());
    List<String> coefficients =
        problem.coefficients().stream().map(TrainableCoefficient::name).toList();
    this.layout = ParameterLayout.of(this.networks, dimension(), coefficients);
    this.engine = new Engine(this.networks, dimension(), layout, threads);
    for (PointSet set : problem.pointSets()) {
      if (problem.equations().stream().anyMatch(e -> e.on().equals(set.name()))) {
        sets.add(CompiledSet.of(set, problem, this::plan));
      }
    }
  }

  /**
   * Compiles a problem for networks that give its fields in order. Where the domain is cut, every
   * subdomain gets such networks of its own.
   *
   * @param threads threads to compute with, the caller's included
   */
  public static CompiledProblem compile(Problem problem, List<Network> networks, int threads) {
    return compile(problem, networks, threads, JetComponents.COLLAPSED);
  }

  /** The same with a choice of what jets carry. */
  public static CompiledProblem compile(
      Problem problem, List<Network> networks, int threads, JetComponents components) {
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
    return new CompiledProblem(problem, networks, threads, components);
  }

  private int dimension() {
    return problem.domain().coordinates().size();
  }

  private SetPlan plan(List<Expr> formulas, PointSet.Kind kind, int count) {
    int coefficients = problem.coefficients().size();
    return new SetPlan(
        formulas,
        engine.networks(),
        dimension(),
        pair(kind),
        count,
        coefficients,
        layout.size() - coefficients,
        components);
  }

  private SetPlan.@Nullable Pair pair(PointSet.Kind kind) {
    return kind instanceof PointSet.Periodic(int coordinate)
        ? new SetPlan.Pair(coordinate, problem.domain().interval(coordinate).upper())
        : null;
  }

  /** How θ is laid out. */
  public ParameterLayout layout() {
    return layout;
  }

  /** All networks over θ, those of every subdomain. */
  public List<Network> networks() {
    return networks;
  }

  /** The blocks of the networks that may be dropped. */
  public Droppable droppable() {
    return droppable;
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
    return bind(points, droppable.expected());
  }

  /**
   * The residual map on points, with some blocks of the networks dropped.
   *
   * @param points as {@link #bind(Points)} takes them
   * @param drops what each block counts that may be dropped
   */
  public ResidualMap bind(Points points, Drops drops) {
    int count = droppable.probabilities().size();
    if (drops.factors().length != count) {
      throw new IllegalArgumentException(
          "drops must have a factor for each of the "
              + count
              + " blocks that may be dropped, not "
              + drops.factors().length);
    }
    Blocks blocks = blocks(points);
    List<BoundSet> bound = new ArrayList<>();
    for (CompiledSet set : sets) {
      List<Block> own = set.equations().stream().map(e -> block(blocks, e)).toList();
      bound.addAll(set.bind(points.of(set.set().name()), own));
    }
    return TiledResidualMap.bind(engine, blocks, bound, drops.factors());
  }

  private Blocks blocks(Points points) {
    for (Equation equation : problem.equations()) {
      double[] x = points.sets().get(equation.on());
      if (x == null || x.length == 0 || x.length % dimension() != 0) {
        throw new IllegalArgumentException(
            "point set '"
                + equation.on()
                + "' needs its points as [count × "
                + dimension()
                + "] coordinates");
      }
    }
    return Blocks.of(problem, points);
  }

  private static Block block(Blocks blocks, Equation equation) {
    return blocks.blocks().stream()
        .filter(b -> b.name().equals(equation.name()))
        .findFirst()
        .orElseThrow();
  }

  /** Evaluates expressions over the problem's fields at any points of the domain. */
  public FieldEvaluator evaluator(List<Expr> expressions) {
    Subdomains subdomains = problem.subdomains();
    PointSet.Kind anywhere = new PointSet.Interior();
    List<FieldEvaluator> evaluators = new ArrayList<>();
    for (int s = 0; s < subdomains.count(); s++) {
      List<Expr> own = CompiledSet.own(expressions, problem, anywhere, s);
      evaluators.add(
          new TiledEvaluator(
              engine, plan(own, anywhere, Integer.MAX_VALUE), droppable.expected().factors()));
    }
    return subdomains.areMany()
        ? new SubdomainEvaluator(subdomains, evaluators, expressions.size())
        : evaluators.getFirst();
  }

  /** What was compiled, in figures. */
  public PlanSummary summary() {
    return PlanSummary.of(
        layout.size(),
        engine.workers().size(),
        sets.stream().map(set -> set.summary(problem)).toList(),
        kernelPlan(count -> count));
  }

  /**
   * What forming the tangent kernel on some of the points takes.
   *
   * @param taken number of points of a set that are taken, from the set's own
   */
  public KernelCost kernelCost(IntUnaryOperator taken) {
    KernelPlan plan = kernelPlan(taken);
    return new KernelCost(plan.operations(), plan.bytes());
  }

  /** The plan of a kernel, with the points of a set spread evenly over the subdomains it meets. */
  private KernelPlan kernelPlan(IntUnaryOperator taken) {
    List<SetPlan> plans = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (CompiledSet set : sets) {
      long count = taken.applyAsInt(set.set().count());
      long pieces = set.plans().size();
      plans.addAll(set.plans().values());
      for (long i = 0; i < pieces; i++) {
        counts.add((int) (count * (i + 1) / pieces - count * i / pieces));
      }
    }
    return engine.kernelPlan(plans, counts.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The threads, for other work while no operation is under way, until this is closed. */
  public Team team() {
    return engine.workers();
  }

  @Override
  public void close() {
    engine.close();
  }
}
