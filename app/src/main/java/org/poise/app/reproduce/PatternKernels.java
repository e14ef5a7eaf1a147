package org.poise.app.reproduce;

import java.util.List;
import org.poise.linalg.SymmetricEigen;
import org.poise.ntk.Drift;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;

/**
 * The kernels of all patterns of dropped blocks, beside that of the network with each block at its
 * expectation, which is K elsewhere. Eigenvalues are the largest ones.
 *
 * @param expected that of the network at its expectation
 * @param ofMean that of the mean kernel E[K] over the patterns
 * @param least over the patterns
 * @param greatest over the patterns
 * @param deviation standard deviation over the patterns, by their probabilities
 * @param difference ‖E[K] − K‖_F / ‖K‖_F, with the kernel K of the network at its expectation
 */
record PatternKernels(
    double expected,
    double ofMean,
    double least,
    double greatest,
    double deviation,
    double difference) {

  /** Takes them at θ. */
  static PatternKernels of(BoundProblem bound, double[] theta) {
    TangentKernel at = bound.kernel(theta);
    int n = at.rows();
    double[] mean = new double[n * n];
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    double first = 0;
    double second = 0;
    List<DropPattern> patterns = DropPattern.all(bound.kept());
    for (DropPattern pattern : patterns) {
      TangentKernel kernel = bound.kernel(theta, pattern.factors());
      double largest = Spectrum.of(kernel).largest();
      double[] k = kernel.values();
      for (int i = 0; i < mean.length; i++) {
        mean[i] = Math.fma(pattern.probability(), k[i], mean[i]);
      }
      least = Math.min(least, largest);
      greatest = Math.max(greatest, largest);
      first += pattern.probability() * largest;
      second += pattern.probability() * largest * largest;
    }
    double[] values =
        SymmetricEigen.values(n, (i, row) -> System.arraycopy(mean, i * n, row, 0, i + 1));
    return new PatternKernels(
        Spectrum.of(at).largest(),
        values[0],
        least,
        greatest,
        Math.sqrt(Math.max(0, second - first * first)),
        Drift.of(at.values(), mean));
  }
}
