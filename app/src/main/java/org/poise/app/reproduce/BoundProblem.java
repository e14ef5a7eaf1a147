package org.poise.app.reproduce;

import java.io.IOException;
import org.poise.experiment.Experiment;
import org.poise.network.Drops;
import org.poise.ntk.TangentKernel;
import org.poise.problem.Points;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;

/** The residuals of an experiment on its first training points, for kernels and sketches. */
final class BoundProblem implements AutoCloseable {
  private final Experiment experiment;
  private final CompiledProblem compiled;
  private final Points points;
  private final ResidualMap map;

  BoundProblem(Experiment experiment, int threads) {
    this.experiment = experiment;
    compiled = CompiledProblem.compile(experiment.problem(), experiment.networks(), threads);
    points = experiment.sampling().draw(experiment.problem(), experiment.seed(), 0);
    map = compiled.bind(points);
  }

  ResidualMap map() {
    return map;
  }

  /** θ_0 [p], as trainings start from it. */
  double[] initial() {
    return compiled.initialParameters(experiment.seed());
  }

  /** θ [p] at the end of a run of this experiment. */
  double[] trained(TrainedRun run) throws IOException {
    return run.model().parameters(compiled.networks(), compiled.layout(), initial());
  }

  /** r(θ) [N]. */
  double[] residuals(double[] theta) {
    double[] r = new double[map.blocks().rows()];
    map.residuals(theta, r);
    return r;
  }

  /** K at θ. */
  TangentKernel kernel(double[] theta) {
    return TangentKernel.of(map, theta);
  }

  /** The share 1 − p of the steps in which each block is there that may be dropped. */
  double[] kept() {
    return compiled.droppable().expected().factors();
  }

  /**
   * K at θ, with some blocks dropped.
   *
   * @param factors 1 for a block that is there, 0 for one that is not, as {@link #kept} has them
   */
  TangentKernel kernel(double[] theta, double[] factors) {
    return TangentKernel.of(compiled.bind(points, new Drops(factors)), theta);
  }

  @Override
  public void close() {
    compiled.close();
  }
}
