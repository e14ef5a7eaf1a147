package org.poise.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.poise.testing.PolynomialMap;

final class TrackedTracesTest {
  private static final int P = 7;
  private static final double[] THETA = {0.3, -0.2, 0.5, 1, -0.7, 0.1, 0.4};
  private static final PolynomialMap MAP = new PolynomialMap(P, 6, 3, 0.4, 0.3, 5);

  @Test
  void areUnbiasedAndNearerThanASketchWhereTheKernelDrifts() {
    int steps = 10;
    ProbeSums tracked = new ProbeSums();
    ProbeSums plain = new ProbeSums();
    ProbeSums variances = new ProbeSums();
    tracked.start(2);
    plain.start(2);
    variances.start(2);
    double[] end = moved(steps);
    for (int seed = 0; seed < 1500; seed++) {
      ParameterSketch sketch =
          new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(1), 0);
      TraceEstimation estimation = new TrackedTraces(sketch, 100).start(seed);
      TraceEstimate last = sketch.estimate(MAP, end, seed);
      plain.add(last.traces());
      for (int step = 0; step <= steps; step++) {
        double[] theta = moved(step);
        double[] residuals = new double[9];
        MAP.residuals(theta, residuals);
        last =
            estimation.estimate(
                new TracePoint(step, MAP, theta, residuals, null, null, 0, round -> MAP));
      }
      tracked.add(last.traces());
      double[] squares = last.standardErrors();
      variances.add(new double[] {squares[0] * squares[0], squares[1] * squares[1]});
    }
    for (int i = 0; i < 2; i++) {
      double trace = MAP.trace(end, i);
      assertThat(tracked.means()[i]).isCloseTo(trace, within(4 * tracked.spread()[i]));
      assertThat(tracked.spread()[i]).isLessThan(0.2 * plain.spread()[i]);
      double seen = 1500 * tracked.spread()[i] * tracked.spread()[i];
      // The bar of a single probe holds the square of the drift as well.
      assertThat(variances.means()[i]).isBetween(0.8 * seen, 4 * seen);
    }
  }

  /** With one parameter a Rademacher probe is exact, so every correction is. */
  @Test
  void followFactorsOfTheRows() {
    PolynomialMap map = new PolynomialMap(1, 2, 1, 0.5, 0.2, 5);
    ParameterSketch sketch =
        new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(1), 0);
    TraceEstimation estimation = new TrackedTraces(sketch, 100).start(1);
    for (int step = 0; step < 4; step++) {
      double[] theta = {0.3 + 0.1 * step};
      double[] factors = {1 + step, 2, 0.5 * (step + 1)};
      double[] residuals = new double[3];
      map.residuals(theta, residuals);
      double[] traces =
          estimation
              .estimate(new TracePoint(step, map, theta, residuals, null, factors, 0, round -> map))
              .traces();
      double first =
          factors[0] * map.kernelEntry(theta, 0, 0) + factors[1] * map.kernelEntry(theta, 1, 1);
      assertThat(traces[0]).isCloseTo(first, within(1e-12 * first));
      double second = factors[2] * map.kernelEntry(theta, 2, 2);
      assertThat(traces[1]).isCloseTo(second, within(1e-12 * second));
    }
  }

  private static double[] moved(int step) {
    double[] theta = THETA.clone();
    for (int k = 0; k < P; k++) {
      theta[k] += 0.004 * step * (k % 3 - 1);
    }
    return theta;
  }
}
