package org.poise.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.poise.network.Activation;
import org.poise.network.Architecture;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.SelfScaledBroyden;
import org.poise.problem.Problem;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

/**
 * Builds an {@link Experiment}:
 *
 * {@snippet :
 * Experiment experiment =
 *     Experiment.builder(wave)
 *         .network("main", Mlp.of(3, 100, Activation.TANH))
 *         .sampling(Sampler.UNIFORM, 1)
 *         .weights(NtkWeighting.exact())
 *         .optimizer(Adam.of(1e-3, 20_000).withDecay(new Decay(0.9, 1000, false)))
 *         .seed(1234)
 *         .build();
 * }
 *
 * <p>Defaults are those of problem files: uniform points that stay, exact NTK weights every 100
 * steps, Adam with rate 1e-3 for 10,000 steps, no early stop, no reports on the kernel, seed 0;
 * networks start by {@link Initializer#GLOROT_NORMAL} and normalise their inputs.
 */
public final class ExperimentBuilder {
  /** Four hidden layers of 64 units with tanh. */
  static final Mlp ARCHITECTURE = Mlp.of(4, 64, Activation.TANH);

  static final Adam ADAM = Adam.of(1e-3, 10_000);
  static final Lbfgs LBFGS = Lbfgs.of(1000);
  static final SelfScaledBroyden SSBROYDEN = SelfScaledBroyden.of(1000);

  private final Problem problem;
  private final List<Network> networks = new ArrayList<>();
  private final List<Optimizer> optimizers = new ArrayList<>();
  private Sampling sampling = Sampling.standard();
  private LossWeighting weights = NtkWeighting.exact();
  private Stop stop = Stop.never();
  private CheckpointPolicy checkpoint = CheckpointPolicy.standard();
  private ValidationPolicy validation = ValidationPolicy.standard();
  private @Nullable NtkReportPolicy ntkReport;
  private long seed;

  ExperimentBuilder(Problem problem) {
    this.problem = problem;
  }

  /** Adds a network as it is. */
  public ExperimentBuilder network(Network network) {
    networks.add(network);
    return this;
  }

  /** Adds a network for all fields that the networks before it do not give. */
  public ExperimentBuilder network(String name, Architecture architecture) {
    List<String> rest =
        problem.fields().stream()
            .filter(f -> networks.stream().noneMatch(n -> n.fields().contains(f)))
            .toList();
    return network(name, rest, architecture);
  }

  /**
   * Adds a network for all fields that the networks before it do not give.
   *
   * @param with what else it has, such as {@code n ->
   *     n.withFactorization(Factorization.standard())}
   */
  public ExperimentBuilder network(
      String name, Architecture architecture, UnaryOperator<Network> with) {
    network(name, architecture);
    networks.add(with.apply(networks.removeLast()));
    return this;
  }

  /** Adds a network for some fields. */
  public ExperimentBuilder network(String name, List<String> fields, Architecture architecture) {
    Normalization normalization = problem.domain().uniform();
    return network(
        new Network(name, fields, architecture, Initializer.GLOROT_NORMAL, normalization));
  }

  /** How points are drawn, and after how many steps anew; 0 keeps the first ones. */
  public ExperimentBuilder sampling(Sampler sampler, int resample) {
    return sampling(new Sampling(sampler, resample));
  }

  /** How points are drawn, and when. */
  public ExperimentBuilder sampling(Sampling sampling) {
    this.sampling = sampling;
    return this;
  }

  /** How the terms of the loss are weighted. */
  public ExperimentBuilder weights(LossWeighting weights) {
    this.weights = weights;
    return this;
  }

  /** Adds an optimiser, which goes on where the one before it ends. */
  public ExperimentBuilder optimizer(Optimizer optimizer) {
    optimizers.add(optimizer);
    return this;
  }

  /** When training ends early. */
  public ExperimentBuilder stop(Stop stop) {
    this.stop = stop;
    return this;
  }

  /** When the state is saved. */
  public ExperimentBuilder checkpoint(CheckpointPolicy checkpoint) {
    this.checkpoint = checkpoint;
    return this;
  }

  /** What is measured on the way. */
  public ExperimentBuilder validation(ValidationPolicy validation) {
    this.validation = validation;
    return this;
  }

  /** When the tangent kernel is reported on. */
  public ExperimentBuilder ntkReport(NtkReportPolicy ntkReport) {
    this.ntkReport = ntkReport;
    return this;
  }

  /** The seed of all random numbers. */
  public ExperimentBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** The experiment, or a {@link org.poise.problem.ProblemException} that says what is wrong. */
  public Experiment build() {
    return new Experiment(
        problem,
        networks,
        sampling,
        weights,
        optimizers.isEmpty() ? List.of(ADAM) : optimizers,
        stop,
        checkpoint,
        validation,
        ntkReport,
        seed);
  }
}
