package org.poise.experiment;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.poise.network.Network;
import org.poise.optimizer.Optimizer;
import org.poise.problem.Equation;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;
import org.poise.weighting.LossWeighting;

/**
 * All that decides the outcome of a training: a problem, and how it is to be solved. Immutable;
 * made by {@link #builder(Problem)} or read by {@link ProblemFile}.
 *
 * @param problem what is to be solved
 * @param networks together they give the problem's fields, in the problem's order; what is random
 *     in their embeddings is drawn from the seed
 * @param sampling how points are drawn, and when
 * @param weights how the terms of the loss are weighted
 * @param optimizers one after the other
 * @param stop when training ends early
 * @param checkpoint when the state is saved
 * @param validation what is measured on the way
 * @param ntkReport when the tangent kernel is reported on; null for never
 * @param seed of all random numbers
 */
public record Experiment(
    Problem problem,
    List<Network> networks,
    Sampling sampling,
    LossWeighting weights,
    List<Optimizer> optimizers,
    Stop stop,
    CheckpointPolicy checkpoint,
    ValidationPolicy validation,
    @Nullable NtkReportPolicy ntkReport,
    long seed) {

  /** Checks that the parts fit together, or throws a {@link org.poise.problem.ProblemException}. */
  public Experiment {
    networks = networks.stream().map(network -> network.withSeed(seed)).toList();
    optimizers = List.copyOf(optimizers);
    Consistency.check(problem, networks, sampling, weights, optimizers, validation);
    new MemoryEstimate(problem, networks, sampling, weights, optimizers, validation, ntkReport)
        .check();
  }

  /** Starts an experiment on a problem; everything but the networks has a default. */
  public static ExperimentBuilder builder(Problem problem) {
    return new ExperimentBuilder(problem);
  }

  /** The sum of the optimisers' steps. */
  public long steps() {
    return optimizers.stream().mapToLong(Optimizer::steps).sum();
  }

  /** Residuals N on the training points of one round. */
  public long rows() {
    return rows(problem, sampling, count -> count);
  }

  /** Residuals that reports on the tangent kernel take; 0 without reports. */
  public long ntkReportRows() {
    return ntkReport == null ? 0 : rows(problem, sampling, ntkReport::of);
  }

  /** Points that an equation is trained on in one round. */
  public int points(Equation equation) {
    return points(problem, sampling, equation);
  }

  private static int points(Problem problem, Sampling sampling, Equation equation) {
    return problem.pointSet(equation.on()).points(sampling.sampler(), problem.domain().dimension());
  }

  /** Residuals where so many of the points of each set are taken. */
  static long rows(Problem problem, Sampling sampling, IntUnaryOperator taken) {
    long rows = 0;
    for (Equation equation : problem.equations()) {
      rows += taken.applyAsInt(points(problem, sampling, equation));
    }
    return rows;
  }

  /**
   * A lower bound of the memory that training takes beside the engine's own ({@link
   * org.poise.residual.PlanSummary#memoryBytes}), in bytes.
   */
  public double memoryBytes() {
    return MemoryEstimate.of(this).bytes();
  }

  /** The same with another seed. */
  public Experiment withSeed(long seed) {
    return with(weights, optimizers, ntkReport, seed);
  }

  /** The same with other optimisers. */
  public Experiment withOptimizers(List<Optimizer> optimizers) {
    return with(weights, optimizers, ntkReport, seed);
  }

  /** The same with other weights. */
  public Experiment withWeights(LossWeighting weights) {
    return with(weights, optimizers, ntkReport, seed);
  }

  /** The same with other reports on the tangent kernel, or with none. */
  public Experiment withNtkReport(@Nullable NtkReportPolicy ntkReport) {
    return with(weights, optimizers, ntkReport, seed);
  }

  private Experiment with(
      LossWeighting weights,
      List<Optimizer> optimizers,
      @Nullable NtkReportPolicy ntkReport,
      long seed) {
    return new Experiment(
        problem,
        networks,
        sampling,
        weights,
        optimizers,
        stop,
        checkpoint,
        validation,
        ntkReport,
        seed);
  }
}
