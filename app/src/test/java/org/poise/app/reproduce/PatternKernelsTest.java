package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.linalg.SymmetricEigen;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;

class PatternKernelsTest {
  private static Experiment experiment(String residual) {
    return ProblemFile.read(
        Path.of("..", "problems", "ecrn-poisson.yaml"),
        List.of(
            "points.inside.count=6",
            "networks.main.embedding.fourier.features=4",
            "networks.main.residual=" + residual));
  }

  /** One block: two kernels, whose mean and spread are those of a coin. */
  @Test
  void oneBlockIsACoin() {
    double p = 0.3;
    Experiment experiment =
        experiment("{blocks: 1, width: 8, activation: gelu, scale: 1, drop: 0.3}");
    try (BoundProblem bound = new BoundProblem(experiment, 1)) {
      double[] theta = bound.initial();
      TangentKernel with = bound.kernel(theta, new double[] {1});
      TangentKernel without = bound.kernel(theta, new double[] {0});
      TangentKernel expected = bound.kernel(theta, new double[] {1 - p});
      assertThat(bound.kernel(theta).values()).isEqualTo(expected.values());
      double there = Spectrum.of(with).largest();
      double gone = Spectrum.of(without).largest();
      int n = with.rows();
      double[] mean = new double[n * n];
      double squares = 0;
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (1 - p) * with.values()[i] + p * without.values()[i];
        squares += Math.pow(mean[i] - expected.values()[i], 2);
      }
      double ofMean =
          SymmetricEigen.values(n, (i, row) -> System.arraycopy(mean, i * n, row, 0, i + 1))[0];

      PatternKernels kernels = PatternKernels.of(bound, theta);
      // Sums of a few rounded numbers, and the eigenvalues that follow from them.
      double tolerance = 1e-11 * Math.max(there, gone);
      assertThat(kernels.expected()).isEqualTo(Spectrum.of(expected).largest());
      assertThat(kernels.ofMean()).isCloseTo(ofMean, within(tolerance));
      assertThat(kernels.least()).isEqualTo(Math.min(there, gone));
      assertThat(kernels.greatest()).isEqualTo(Math.max(there, gone));
      assertThat(kernels.deviation())
          .isCloseTo(Math.sqrt(p * (1 - p)) * Math.abs(there - gone), within(1e3 * tolerance));
      assertThat(kernels.difference())
          .isCloseTo(Math.sqrt(squares) / expected.norm(), within(1e-12));
      assertThat(kernels.difference()).isGreaterThan(0.01);
    }
  }

  @Test
  void blocksThatAreNeverDroppedHaveOnePattern() {
    Experiment experiment =
        experiment("{blocks: 2, width: 8, activation: gelu, scale: 1, drop: 0}");
    try (BoundProblem bound = new BoundProblem(experiment, 1)) {
      PatternKernels kernels = PatternKernels.of(bound, bound.initial());
      assertThat(kernels.least()).isEqualTo(kernels.expected()).isEqualTo(kernels.greatest());
      assertThat(kernels.difference()).isZero();
      assertThat(kernels.deviation()).isZero();
    }
  }
}
