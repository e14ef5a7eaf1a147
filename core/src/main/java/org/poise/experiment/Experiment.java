package org.poise.experiment;

import java.util.List;
import org.poise.network.Network;
import org.poise.optimizer.Optimizer;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;
import org.poise.weighting.LossWeighting;

/**
 * All that decides the outcome of a training: a problem, and how it is to be solved. Immutable;
 * made by {@link #builder(Problem)} or read by {@link ProblemFile}.
 *
 * @param problem what is to be solved
 * @param networks together they give the problem's fields, in the problem's order
 * @param sampling how points are drawn, and when
 * @param weights how the terms of the loss are weighted
 * @param optimizers one after the other
 * @param stop when training ends early
 * @param checkpoint when the state is saved
 * @param validation what is measured on the way
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
    long seed) {

  /** Checks that the parts fit together, or throws a {@link org.poise.problem.ProblemException}. */
  public Experiment {
    networks = List.copyOf(networks);
    optimizers = List.copyOf(optimizers);
    Consistency.check(problem, networks, sampling, weights, optimizers, validation);
    MemoryEstimate.check(problem, networks, sampling, optimizers, validation);
  }

  /** Starts an experiment on a problem; everything but the networks has a default. */
  public static ExperimentBuilder builder(Problem problem) {
    return new ExperimentBuilder(problem);
  }

  /** The sum of the optimisers' steps. */
  public long steps() {
    return optimizers.stream().mapToLong(Optimizer::steps).sum();
  }

  /**
   * A lower bound of the memory that training takes beside the engine's own ({@link
   * org.poise.residual.PlanSummary#memoryBytes}), in bytes.
   */
  public double memoryBytes() {
    return MemoryEstimate.bytes(this);
  }

  /** The same with another seed. */
  public Experiment withSeed(long seed) {
    return new Experiment(
        problem, networks, sampling, weights, optimizers, stop, checkpoint, validation, seed);
  }

  /** The same with other optimisers. */
  public Experiment withOptimizers(List<Optimizer> optimizers) {
    return new Experiment(
        problem, networks, sampling, weights, optimizers, stop, checkpoint, validation, seed);
  }

  /** The same with other weights. */
  public Experiment withWeights(LossWeighting weights) {
    return new Experiment(
        problem, networks, sampling, weights, optimizers, stop, checkpoint, validation, seed);
  }
}
