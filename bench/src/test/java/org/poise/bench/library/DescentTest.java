package org.poise.bench.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poise.experiment.Experiment;
import org.poise.network.Network;
import org.poise.residual.Block;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;

/**
 * Every problem of the library, with a narrow network: finite residuals and traces, and a gradient
 * that is the loss's.
 */
class DescentTest {
  static List<Path> files() throws Exception {
    return LibraryFiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void losesAsItsGradientSays(Path file) {
    Experiment experiment = LibraryFiles.read(file);
    List<Network> narrow =
        experiment.networks().stream()
            .map(n -> n.withArchitecture(n.architecture().withWidth(8)))
            .toList();
    try (CompiledProblem compiled = CompiledProblem.compile(experiment.problem(), narrow, 1)) {
      ResidualMap map =
          compiled.bind(experiment.sampling().draw(experiment.problem(), experiment.seed(), 0));
      double[] theta = compiled.initialParameters(experiment.seed());
      double[] weights = new double[map.blocks().rows()];
      for (Block block : map.blocks().blocks()) {
        Arrays.fill(weights, block.start(), block.start() + block.count(), 2.0 / block.count());
      }
      double[] gradient = new double[theta.length];
      double[] residuals = new double[weights.length];
      double[] norms = new double[weights.length];
      map.gradient(theta, weights, null, gradient, residuals, norms);
      assertThat(Arrays.stream(residuals).allMatch(Double::isFinite)).isTrue();
      assertThat(Arrays.stream(norms).allMatch(norm -> Double.isFinite(norm) && norm >= 0))
          .isTrue();
      double square = Arrays.stream(gradient).map(g -> g * g).sum();
      assertThat(square).isPositive();
      // A central difference along the gradient, over a step short against the size of θ.
      double h = 1e-4 / Math.sqrt(square);
      double slope =
          (loss(map, theta, gradient, h, weights) - loss(map, theta, gradient, -h, weights))
              / (2 * h);
      assertThat(slope).isCloseTo(square, within(1e-4 * square));
    }
  }

  /** Σ w r²/2 at θ + h·direction. */
  private static double loss(
      ResidualMap map, double[] theta, double[] direction, double h, double[] weights) {
    double[] moved = theta.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += h * direction[i];
    }
    double[] residuals = new double[weights.length];
    map.residuals(moved, residuals);
    double sum = 0;
    for (int j = 0; j < residuals.length; j++) {
      sum += weights[j] * residuals[j] * residuals[j] / 2;
    }
    return sum;
  }
}
