package org.poise.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.poise.testing.PolynomialMap;

/**
 * Estimators against kernels that are known exactly. A statistical test passes a right estimator
 * but for one seed in 10,000 (means within 4 standard errors, two-sided 6e-5 a value); seeds are
 * fixed.
 */
final class TraceEstimatorTest {
  private static final int P = 7;
  private static final double[] THETA = {0.3, -0.2, 0.5, 1, -0.7, 0.1, 0.4};
  private static final PolynomialMap MAP = new PolynomialMap(P, 6, 3, 0.4, 0.3, 5);

  static List<TraceEstimator> unbiased() {
    return List.of(
        new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(2), 0),
        new ParameterSketch(Derivative.JVP, ProbeDistribution.GAUSSIAN, Probes.of(2), 0),
        new ParameterSketch(Derivative.JVP, ProbeDistribution.SPHERE, Probes.of(2), 0),
        ParameterSketch.of(2),
        new ParameterSketch(Derivative.CENTRAL, ProbeDistribution.RADEMACHER, Probes.of(2), 0),
        new ResidualSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(2), 0),
        new ResidualSketch(Derivative.JVP, ProbeDistribution.GAUSSIAN, Probes.of(2), 0),
        new ResidualSketch(Derivative.FORWARD, ProbeDistribution.SPHERE, Probes.of(2), 0),
        new OneSidedSketch(2, 2),
        new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.auto(0.3), 0));
  }

  @ParameterizedTest
  @MethodSource("unbiased")
  void theMeanIsTheTrace(TraceEstimator estimator) {
    ProbeSums sums = sample(estimator, 4000);
    for (int i = 0; i < 2; i++) {
      assertThat(sums.means()[i]).isCloseTo(MAP.trace(THETA, i), within(4 * sums.spread()[i]));
    }
  }

  /** Mean and spread of independent estimates. */
  private static ProbeSums sample(TraceEstimator estimator, int count) {
    ProbeSums sums = new ProbeSums();
    sums.start(2);
    for (int k = 0; k < count; k++) {
      sums.add(estimator.estimate(MAP, THETA, 1000 + k).traces());
    }
    return sums;
  }

  @ParameterizedTest
  @EnumSource(ProbeDistribution.class)
  void theVarianceOnTheParameterSideIsThatOfTheFormula(ProbeDistribution distribution) {
    for (int s : new int[] {1, 4}) {
      ProbeSums sums =
          sample(new ParameterSketch(Derivative.JVP, distribution, Probes.of(s), 0), 6000);
      for (int i = 0; i < 2; i++) {
        double variance = sums.spread()[i] * sums.spread()[i] * 6000;
        assertVariance(variance, parameterVariance(distribution, i) / s);
      }
    }
  }

  /** A variance from 6,000 values of kurtosis at most 15 is known to 5 %: allow four times that. */
  private static void assertVariance(double seen, double expected) {
    assertThat(seen).isCloseTo(expected, within(0.2 * expected));
  }

  private static double parameterVariance(ProbeDistribution distribution, int block) {
    double all = 0;
    double diagonal = 0;
    for (int a = 0; a < P; a++) {
      for (int b = 0; b < P; b++) {
        double entry = 0;
        for (int j = start(block); j < end(block); j++) {
          entry += MAP.derivative(THETA, j, a) * MAP.derivative(THETA, j, b);
        }
        all += entry * entry;
        diagonal += a == b ? entry * entry : 0;
      }
    }
    double trace = MAP.trace(THETA, block);
    return switch (distribution) {
      case GAUSSIAN -> 2 * all;
      case RADEMACHER -> 2 * (all - diagonal);
      case SPHERE -> 2 * P / (P + 2.0) * (all - trace * trace / P);
    };
  }

  private static int start(int block) {
    return MAP.blocks().blocks().get(block).start();
  }

  private static int end(int block) {
    return MAP.blocks().blocks().get(block).end();
  }

  @Test
  void theVarianceOnTheResidualSideIsThatOfTheFormula() {
    ProbeSums sums =
        sample(
            new ResidualSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(1), 0),
            6000);
    for (int i = 0; i < 2; i++) {
      double own = 0;
      double others = 0;
      for (int a = start(i); a < end(i); a++) {
        for (int b = 0; b < 9; b++) {
          double entry = MAP.kernelEntry(THETA, a, b);
          boolean inside = b >= start(i) && b < end(i);
          own += inside && a != b ? entry * entry : 0;
          others += inside ? 0 : entry * entry;
        }
      }
      assertVariance(sums.spread()[i] * sums.spread()[i] * 6000, 2 * own + others);
    }
  }

  /** The mean over all 2^p sign vectors is the expectation: no chance is left. */
  @Test
  void theBiasOfBothDifferencesIsQuadraticInTheStep() {
    for (Derivative derivative : List.of(Derivative.FORWARD, Derivative.CENTRAL)) {
      for (int block = 0; block < 2; block++) {
        double wide = Math.abs(bias(derivative, 0.2, block));
        double narrow = Math.abs(bias(derivative, 0.1, block));
        assertThat(wide / narrow).as(derivative.label()).isCloseTo(4, within(0.2));
      }
    }
  }

  @Test
  void theErrorOfAProbeIsLinearForwardAndQuadraticCentral() {
    assertThat(probeError(Derivative.FORWARD, 0.02) / probeError(Derivative.FORWARD, 0.01))
        .isCloseTo(2, within(0.1));
    assertThat(probeError(Derivative.CENTRAL, 0.02) / probeError(Derivative.CENTRAL, 0.01))
        .isCloseTo(4, within(0.1));
  }

  private static double bias(Derivative derivative, double step, int block) {
    double[] residuals = residuals();
    DirectionalDerivative difference = new DirectionalDerivative(derivative, step);
    double[] y = new double[9];
    double sum = 0;
    for (int signs = 0; signs < 1 << P; signs++) {
      difference.apply(MAP, THETA, residuals, vector(signs), y);
      for (int j = start(block); j < end(block); j++) {
        sum += y[j] * y[j];
      }
    }
    return sum / (1 << P) - MAP.trace(THETA, block);
  }

  private static double probeError(Derivative derivative, double step) {
    double[] y = new double[9];
    double[] exact = new double[9];
    double[] omega = vector(37);
    new DirectionalDerivative(derivative, step).apply(MAP, THETA, residuals(), omega, y);
    MAP.jvp(THETA, 1, omega, exact);
    double sum = 0;
    for (int j = 0; j < 9; j++) {
      sum += (y[j] - exact[j]) * (y[j] - exact[j]);
    }
    return Math.sqrt(sum);
  }

  private static double[] residuals() {
    double[] residuals = new double[9];
    MAP.residuals(THETA, residuals);
    return residuals;
  }

  private static double[] vector(int signs) {
    double[] omega = new double[P];
    for (int k = 0; k < P; k++) {
      omega[k] = (signs >> k & 1) == 0 ? 1 : -1;
    }
    return omega;
  }

  /** 16 probes of kurtosis above the normal's: 95 % bars cover the truth in 90 % or more. */
  @Test
  void errorBarsCoverTheTruth() {
    TraceEstimator estimator =
        new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(16), 0);
    int[] covered = new int[2];
    int tries = 2000;
    for (int k = 0; k < tries; k++) {
      TraceEstimate estimate = estimator.estimate(MAP, THETA, 50_000 + k);
      for (int i = 0; i < 2; i++) {
        double distance = Math.abs(estimate.traces()[i] - MAP.trace(THETA, i));
        covered[i] += distance <= 1.96 * estimate.standardErrors()[i] ? 1 : 0;
      }
    }
    for (int count : covered) {
      assertThat(count / (double) tries).isBetween(0.88, 0.97);
    }
  }

  @Test
  void theErrorOfASingleProbeIsPooledOverSteps() {
    TraceEstimation estimation =
        new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(1), 0).start(4);
    TracePoint first = TracePoint.of(MAP, THETA);
    assertThat(estimation.estimate(first).standardErrors()).containsOnly(Double.NaN);
    double pooled = 0;
    int steps = 3000;
    for (int step = 1; step <= steps; step++) {
      TracePoint at =
          new TracePoint(step, MAP, THETA, first.residuals(), null, null, 0, round -> MAP);
      double error = estimation.estimate(at).standardErrors()[0];
      pooled += error * error / steps;
    }
    double expected = parameterVariance(ProbeDistribution.RADEMACHER, 0);
    assertThat(pooled).isCloseTo(expected, within(0.15 * expected));
  }

  @Test
  void probesAreAsManyAsTheTargetAsksFor() {
    TraceEstimator estimator =
        new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.auto(0.02), 0);
    TraceEstimate estimate = estimator.estimate(MAP, THETA, 9);
    assertThat(estimate.probes()).isGreaterThan(100);
    for (int i = 0; i < 2; i++) {
      // The pilot's own spread makes the number of probes uncertain by about a half.
      assertThat(estimate.standardErrors()[i] / estimate.traces()[i]).isLessThan(0.04);
    }
    assertThat(estimate.sweeps()).isEqualTo(2.0 * (Probes.PILOT + estimate.probes()));
  }

  @Test
  void rowWeightsEnterEveryEstimate() {
    double[] factors = {0.1, 2, 0, 1, 3, 0.5, 4, 0.25, 1};
    double[] exact = new double[2];
    for (int j = 0; j < 9; j++) {
      exact[j < 6 ? 0 : 1] += factors[j] * MAP.kernelEntry(THETA, j, j);
    }
    for (TraceEstimator estimator :
        List.of(
            new ExactTraces(),
            new ParameterSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(4000), 0),
            new ResidualSketch(Derivative.JVP, ProbeDistribution.RADEMACHER, Probes.of(4000), 0),
            new OneSidedSketch(3, 900))) {
      TraceEstimate estimate =
          estimator
              .start(1)
              .estimate(new TracePoint(0, MAP, THETA, residuals(), null, factors, 0, round -> MAP));
      for (int i = 0; i < 2; i++) {
        assertThat(estimate.traces()[i])
            .as(estimator.label())
            .isCloseTo(exact[i], within(1e-12 * exact[i] + 4 * estimate.standardErrors()[i]));
      }
    }
  }

  @Test
  void anOrthonormalBasisOfAllDirectionsLeavesNoError() {
    TraceEstimate estimate = new OneSidedSketch(P, 2).estimate(MAP, THETA, 4);
    for (int i = 0; i < 2; i++) {
      double trace = MAP.trace(THETA, i);
      assertThat(estimate.traces()[i]).isCloseTo(trace, within(1e-10 * trace));
      assertThat(estimate.standardErrors()[i]).isLessThan(1e-10 * trace);
    }
    double total = MAP.trace(THETA, 0) + MAP.trace(THETA, 1);
    HutchPlusPlus.Estimate whole = HutchPlusPlus.estimate(MAP, THETA, 27, 4);
    assertThat(whole.trace()).isCloseTo(total, within(1e-10 * total));
  }

  @Test
  void hutchPlusPlusIsUnbiasedAndSaysItsError() {
    ProbeSums sums = new ProbeSums();
    sums.start(1);
    double bars = 0;
    for (int k = 0; k < 2000; k++) {
      HutchPlusPlus.Estimate estimate = HutchPlusPlus.estimate(MAP, THETA, 9, 100 + k);
      sums.add(new double[] {estimate.trace()});
      bars += estimate.standardError() * estimate.standardError() / 2000;
    }
    double total = MAP.trace(THETA, 0) + MAP.trace(THETA, 1);
    double spread = sums.spread()[0];
    assertThat(sums.means()[0]).isCloseTo(total, within(4 * spread));
    assertThat(bars).isCloseTo(2000 * spread * spread, within(0.25 * bars));
  }

  @Test
  void aStepInTheRoundingIsWarnedOf() {
    ParameterSketch tiny =
        new ParameterSketch(Derivative.FORWARD, ProbeDistribution.RADEMACHER, Probes.of(1), 1e-15);
    assertThat(tiny.estimate(MAP, THETA, 1).warning()).contains("rounding");
    ParameterSketch wide =
        new ParameterSketch(Derivative.FORWARD, ProbeDistribution.RADEMACHER, Probes.of(1), 1e-4);
    assertThat(wide.estimate(MAP, THETA, 1).warning()).isNull();
    assertThat(ParameterSketch.of(1).estimate(MAP, THETA, 1).warning()).isNull();
  }
}
