package org.poise.training;

import java.util.function.BooleanSupplier;
import org.poise.experiment.Experiment;
import org.poise.experiment.NtkReportPolicy;
import org.poise.ntk.KernelTooLargeException;
import org.poise.ntk.TangentKernel;
import org.poise.residual.CompiledProblem;

/**
 * Trains the networks of an experiment: {@link #initial} gives a state, {@link #run} takes a state
 * through the steps that are left to an outcome. The same experiment gives the same bits on any
 * machine and any number of threads, in one run or in many that each go on from the last one's
 * state.
 *
 * <pre>{@code
 * try (Trainer trainer = Trainer.of(experiment, 2)) {
 *   Outcome outcome = trainer.run(trainer.initial(), TrainingListener.none(), () -> false);
 *   System.out.println(outcome.message());
 * }
 * }</pre>
 */
public final class Trainer implements AutoCloseable {
  private final Experiment experiment;
  private final int threads;
  private final CompiledProblem compiled;
  private final ExperimentTask task;

  private Trainer(Experiment experiment, int threads) {
    this.experiment = experiment;
    this.threads = threads;
    compiled = CompiledProblem.compile(experiment.problem(), experiment.networks(), threads);
    try {
      requireRoom(experiment, compiled);
      task = new ExperimentTask(experiment, compiled);
    } catch (RuntimeException e) {
      compiled.close();
      throw e;
    }
  }

  /** The experiment has checked the kernels alone; how they are formed is known only here. */
  private static void requireRoom(Experiment experiment, CompiledProblem compiled) {
    NtkReportPolicy taken = experiment.ntkReport();
    if (taken != null) {
      long rows = experiment.ntkReportRows();
      double forming = compiled.kernelCost(taken::of).bytes();
      TangentKernel.requireRoom(rows, 2 * TangentKernel.bytes(rows) + forming);
    }
  }

  /**
   * Compiles an experiment.
   *
   * @param threads threads to compute with, at least 1
   * @throws KernelTooLargeException if reports on the tangent kernel would not fit the memory
   */
  public static Trainer of(Experiment experiment, int threads) {
    return new Trainer(experiment, threads);
  }

  /** The experiment. */
  public Experiment experiment() {
    return experiment;
  }

  /** The compiled problem; it may not be used while {@link #run} runs. */
  public CompiledProblem compiled() {
    return compiled;
  }

  /** What the arrays of its {@link Metrics} belong to. */
  public MetricNames names() {
    return task.names();
  }

  /** Threads to compute with. */
  public int threads() {
    return threads;
  }

  /** The state before the first step, with parameters drawn from the experiment's seed. */
  public TrainingState initial() {
    return start(compiled.initialParameters(experiment.seed()));
  }

  /**
   * The state before the first step, with the parameters of a trained model.
   *
   * @throws IllegalArgumentException if the model is not one of these networks
   */
  public TrainingState initialFrom(ModelFile model) {
    double[] drawn = compiled.initialParameters(experiment.seed());
    return start(model.parameters(compiled.networks(), compiled.layout(), drawn));
  }

  private TrainingState start(double[] theta) {
    return TrainingState.start(theta, names().groups().size());
  }

  /**
   * Takes the steps that are left.
   *
   * @param start an initial state, or one that a listener or an outcome of the same experiment was
   *     given
   * @param listener hears of what happens
   * @param stopRequested asked before every step; once true, the run ends with {@link
   *     Outcome.Interrupted}
   */
  public Outcome run(
      TrainingState start, TrainingListener listener, BooleanSupplier stopRequested) {
    if (start.theta().length != compiled.layout().size()
        || start.weights().weights().length != names().groups().size()) {
      throw new IllegalArgumentException(
          "the state has "
              + start.theta().length
              + " parameters and "
              + start.weights().weights().length
              + " weights, but the experiment has "
              + compiled.layout().size()
              + " and "
              + names().groups().size());
    }
    TrainingPlan plan =
        new TrainingPlan(
            experiment.weights(),
            experiment.optimizers(),
            experiment.sampling().resample(),
            experiment.stop(),
            experiment.validation().every(),
            experiment.checkpoint().every(),
            experiment.ntkReport());
    return new TrainingRun(task, plan, start, listener, stopRequested).run();
  }

  @Override
  public void close() {
    compiled.close();
  }
}
