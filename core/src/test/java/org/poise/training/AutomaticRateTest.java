package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.experiment.Experiment;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;
import org.poise.optimizer.GradientDescent;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Fixed;

class AutomaticRateTest {
  private static final int ROWS = 130;

  /** One step at the rate that the whole spectrum of the weighted kernel gives. */
  @Test
  void isOneOverTheLargestEigenvalueOfTheWeightedKernel() {
    Experiment experiment =
        SmallWave.experiment(3, 1, 1)
            .withWeights(Fixed.ones())
            .withOptimizers(List.of(new GradientDescent(null, null, 0, 0, 1)));
    try (Trainer trainer = Trainer.of(experiment, 1)) {
      TrainingState start = trainer.initial();
      ResidualMap map =
          trainer.compiled().bind(experiment.sampling().draw(experiment.problem(), 3, 0));
      TangentKernel kernel = TangentKernel.of(map, start.theta());
      assertThat(kernel.rows()).isEqualTo(ROWS);
      double[] lambda = TangentKernel.lambda(map.blocks(), new double[] {1, 1, 1, 1, 1});
      double rate = 1 / Spectrum.weighted(kernel, lambda).largest();
      double[] g = new double[start.theta().length];
      map.gradient(start.theta(), lambda, null, g, new double[ROWS], null);

      double[] end =
          trainer.run(start, TrainingListener.none(), () -> false).result().state().theta();
      double largest = 0;
      for (double component : g) {
        largest = Math.max(largest, rate * Math.abs(component));
      }
      for (int i = 0; i < g.length; i++) {
        double expected = start.theta()[i] - rate * g[i];
        assertThat(end[i]).isCloseTo(expected, offset(1e-5 * largest));
      }
    }
  }
}
