package org.poise.app;

import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.ntk.KernelSpectra;
import org.poise.ntk.ResidualDecay;
import org.poise.ntk.TangentKernel;
import org.poise.problem.Points;
import org.poise.residual.Block;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;

/**
 * The tangent kernel of an experiment at θ, on its first training points, and what follows.
 *
 * @param points the points
 * @param theta θ [p]
 * @param residuals r(θ) [N]
 * @param kernel K [N × N]
 * @param weights the weights that follow from its traces
 * @param lookAlikes what goes by the name of NTK weights elsewhere
 * @param spectra of K, of Λ^½ K Λ^½ with these weights, and of the diagonal blocks
 * @param decay of the residuals under gradient descent, if asked for
 * @param kernelSeconds time to form K
 * @param spectraSeconds time for all spectra
 */
record NtkStudy(
    Experiment experiment,
    Points points,
    double[] theta,
    double[] residuals,
    TangentKernel kernel,
    NtkWeights weights,
    LookAlikes lookAlikes,
    KernelSpectra spectra,
    @Nullable ResidualDecay decay,
    double kernelSeconds,
    double spectraSeconds) {
  private static final double NANOS = 1e9;

  /** Forms the kernel; follows gradient descent for some steps, or for none. */
  static NtkStudy of(
      Experiment experiment, CompiledProblem compiled, double[] theta, int decaySteps) {
    requireRoom(compiled, experiment, decaySteps > 0);
    Points points = experiment.sampling().draw(experiment.problem(), experiment.seed(), 0);
    ResidualMap map = compiled.bind(points);
    double[] residuals = new double[map.blocks().rows()];
    map.residuals(theta, residuals);
    long start = System.nanoTime();
    TangentKernel kernel = TangentKernel.of(map, theta);
    long formed = System.nanoTime();
    requireFinite(kernel, residuals);
    NtkWeights weights = NtkWeights.of(experiment.weights(), kernel);
    double[] lambda = weights.lambda();
    KernelSpectra spectra = KernelSpectra.of(kernel, lambda);
    long end = System.nanoTime();
    ResidualDecay decay =
        decaySteps == 0
            ? null
            : ResidualDecay.follow(
                map, kernel, theta, lambda, 1 / spectra.weighted().largest(), decaySteps);
    return new NtkStudy(
        experiment,
        points,
        theta,
        residuals,
        kernel,
        weights,
        LookAlikes.of(kernel, residuals),
        spectra,
        decay,
        (formed - start) / NANOS,
        (end - formed) / NANOS);
  }

  /** Refuses a kernel that would not fit the memory with what else is needed. */
  private static void requireRoom(
      CompiledProblem compiled, Experiment experiment, boolean eigenvectors) {
    long rows = experiment.rows();
    double whole = (eigenvectors ? 2 : 1) * TangentKernel.bytes(rows);
    TangentKernel.requireRoom(rows, whole + compiled.summary().kernelBytes());
  }

  private static void requireFinite(TangentKernel kernel, double[] residuals) {
    double[] traces = kernel.traces();
    for (int i = 0; i < traces.length; i++) {
      Block block = kernel.blocks().blocks().get(i);
      boolean finite = Double.isFinite(traces[i]);
      for (int j = block.start(); j < block.end(); j++) {
        finite &= Double.isFinite(residuals[j]);
      }
      if (!finite) {
        throw new NumericsException(
            "residuals of '"
                + block.name()
                + "' or their derivatives are not finite at these parameters, so there is no kernel"
                + " to look at; other parameters, or a formula that is defined everywhere, may help");
      }
    }
  }
}
