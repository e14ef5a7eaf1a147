package org.poise.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.poise.linalg.SymmetricEigen;
import org.poise.testing.PolynomialMap;

/**
 * Sketched kernels against matrices that are formed entry by entry. Means lie within 4.5 standard
 * errors, two-sided 7e-6 a value: with 45 entries a right estimator fails for three seeds in
 * 10,000, and seeds are fixed.
 */
final class SketchedKernelTest {
  private static final int P = 7;
  private static final int N = 9;
  private static final double[] THETA = {0.3, -0.2, 0.5, 1, -0.7, 0.1, 0.4};
  private static final PolynomialMap MAP = new PolynomialMap(P, 6, 3, 0.4, 0.3, 5);

  private static ParameterSketch parameter(Derivative derivative, ProbeDistribution from, int s) {
    return new ParameterSketch(derivative, from, Probes.of(s), 0);
  }

  private static ResidualSketch residual(Derivative derivative, ProbeDistribution from, int s) {
    return new ResidualSketch(derivative, from, Probes.of(s), 0);
  }

  private static SketchedKernel sketch(TraceEstimator sketch, long seed) {
    return switch (sketch) {
      case ParameterSketch onParameters -> SketchedKernel.of(onParameters, MAP, THETA, seed);
      case ResidualSketch onResiduals -> SketchedKernel.of(onResiduals, MAP, THETA, seed);
      default -> throw new AssertionError(sketch);
    };
  }

  /** Both sides with fewer probes than half the rows, than the rows, and with more. */
  static Stream<Arguments> sketches() {
    return Stream.of(Derivative.values())
        .flatMap(d ->
            Stream.of(2, 6, 13)
                .flatMap(s ->
                    Stream.of(
                        Arguments.of(parameter(d, ProbeDistribution.GAUSSIAN, s)),
                        Arguments.of(residual(d, ProbeDistribution.RADEMACHER, s)))));
  }

  /** (1/s) Σ (y vᵀ + v yᵀ)/2 by its definition, from the same probes [N × N]. */
  private static double[] dense(TraceEstimator estimator, long seed) {
    double[] residuals = new double[N];
    MAP.residuals(THETA, residuals);
    double[] y = new double[N];
    double[] v = y;
    double[] sum = new double[N * N];
    int s = 0;
    switch (estimator) {
      case ParameterSketch sketch -> {
        s = sketch.probes().count();
        for (int k = 0; k < s; k++) {
          double[] omega = new double[P];
          sketch.distribution().draw(ProbeEstimation.stream(seed, 0, k), P, omega, 0);
          new DirectionalDerivative(sketch.derivative(), 0).apply(MAP, THETA, residuals, omega, y);
          addOuterProducts(y, v, sum);
        }
      }
      case ResidualSketch sketch -> {
        s = sketch.probes().count();
        v = new double[N];
        double[] step = new double[P];
        for (int k = 0; k < s; k++) {
          sketch.distribution().draw(ProbeEstimation.stream(seed, 0, k), N, v, 0);
          MAP.vjp(THETA, 1, v, step);
          new DirectionalDerivative(sketch.derivative(), 0).apply(MAP, THETA, residuals, step, y);
          addOuterProducts(y, v, sum);
        }
      }
      default -> throw new AssertionError(estimator);
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= s;
    }
    return sum;
  }

  private static void addOuterProducts(double[] y, double[] v, double[] sum) {
    for (int a = 0; a < N; a++) {
      for (int b = 0; b < N; b++) {
        sum[a * N + b] += (y[a] * v[b] + v[a] * y[b]) / 2;
      }
    }
  }

  private static double size(double[] matrix) {
    double largest = 0;
    for (double entry : matrix) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  @ParameterizedTest
  @MethodSource("sketches")
  void entriesProductsAndTracesAreThoseOfTheSumOfOuterProducts(TraceEstimator estimator) {
    double[] expected = dense(estimator, 3);
    SketchedKernel kernel = sketch(estimator, 3);
    double rounding = 1e-14 * size(expected);
    double[] whole = kernel.block(0, N, 0, N);
    assertThat(whole).containsExactly(expected, within(rounding));
    double[] corner = kernel.block("first", "second");
    assertThat(corner).hasSize(6 * 3);
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 3; b++) {
        assertThat(corner[a * 3 + b]).isEqualTo(whole[a * N + 6 + b]);
        assertThat(whole[(6 + b) * N + a]).isEqualTo(whole[a * N + 6 + b]);
      }
    }
    double[] traces = new double[2];
    double[] x = new double[2 * N];
    double[] products = new double[2 * N];
    for (int a = 0; a < N; a++) {
      traces[a < 6 ? 0 : 1] += expected[a * N + a];
      x[a] = a - 4;
      x[N + a] = 1.0 / (a + 1);
    }
    for (int a = 0; a < 2 * N; a++) {
      for (int b = 0; b < N; b++) {
        products[a] += expected[a % N * N + b] * x[a / N * N + b];
      }
    }
    double[] out = new double[2 * N];
    kernel.multiply(2, x, out);
    assertThat(out).containsExactly(products, within(100 * rounding));
    assertThat(kernel.traces()).containsExactly(traces, within(10 * rounding));
    assertThat(kernel.traces())
        .containsExactly(estimator.estimate(MAP, THETA, 3).traces(), within(10 * rounding));
  }

  @ParameterizedTest
  @MethodSource("sketches")
  void theSpectrumIsThatOfTheDenseMatrix(TraceEstimator estimator) {
    double[] matrix = dense(estimator, 8);
    double[] all =
        SymmetricEigen.values(N, (i, row) -> System.arraycopy(matrix, i * N, row, 0, i + 1));
    double[] found = sketch(estimator, 8).eigenvalues();
    boolean onParameters = estimator instanceof ParameterSketch;
    int most = onParameters ? sketch(estimator, 8).probes() : 2 * sketch(estimator, 8).probes();
    assertThat(found.length).isLessThanOrEqualTo(Math.min(N, most));
    double rounding = 1e-13 * N * size(matrix);
    double[] padded = new double[N];
    int zeros = N - found.length;
    int negative = 0;
    for (double value : found) {
      negative += value < 0 ? 1 : 0;
    }
    for (int k = 0; k < N; k++) {
      int positive = found.length - negative;
      padded[k] = k < positive ? found[k] : k < positive + zeros ? 0 : found[k - zeros];
    }
    assertThat(padded).containsExactly(all, within(rounding));
    if (onParameters) {
      assertThat(found[found.length - 1]).isGreaterThan(-rounding);
    } else {
      assertThat(found[found.length - 1]).isLessThan(-rounding);
    }
  }

  static List<TraceEstimator> unbiased() {
    return List.of(
        parameter(Derivative.JVP, ProbeDistribution.RADEMACHER, 2),
        parameter(Derivative.FORWARD, ProbeDistribution.SPHERE, 2),
        parameter(Derivative.CENTRAL, ProbeDistribution.GAUSSIAN, 2),
        residual(Derivative.JVP, ProbeDistribution.GAUSSIAN, 2),
        residual(Derivative.FORWARD, ProbeDistribution.RADEMACHER, 2));
  }

  @ParameterizedTest
  @MethodSource("unbiased")
  void theMeanIsTheKernel(TraceEstimator estimator) {
    ProbeSums sums = new ProbeSums();
    sums.start(N * N);
    for (int seed = 0; seed < 4000; seed++) {
      sums.add(sketch(estimator, 1000 + seed).block(0, N, 0, N));
    }
    for (int a = 0; a < N; a++) {
      for (int b = 0; b <= a; b++) {
        assertThat(sums.means()[a * N + b])
            .isCloseTo(MAP.kernelEntry(THETA, a, b), within(4.5 * sums.spread()[a * N + b]));
      }
    }
  }

  /** The mean square error is c/s with the constants of the formulas, so the error goes as 1/√s. */
  @ParameterizedTest
  @EnumSource(
      value = ProbeDistribution.class,
      names = {"RADEMACHER", "GAUSSIAN"})
  void theFrobeniusErrorFallsWithTheRootOfTheProbes(ProbeDistribution from) {
    TangentKernel exact = TangentKernel.of(MAP, THETA);
    double trace = exact.traces()[0] + exact.traces()[1];
    double square = exact.norm() * exact.norm();
    double rows = 0;
    double columns = 0;
    for (int j = 0; j < N; j++) {
      rows += exact.values()[j * N + j] * exact.values()[j * N + j];
    }
    for (int k = 0; k < P; k++) {
      double entry = 0;
      for (int j = 0; j < N; j++) {
        entry += MAP.derivative(THETA, j, k) * MAP.derivative(THETA, j, k);
      }
      columns += entry * entry;
    }
    boolean signs = from == ProbeDistribution.RADEMACHER;
    // Rademacher's fourth moments lack what the Gaussian ones have on the diagonal.
    double onParameters = trace * trace + square - (signs ? 2 * columns : 0);
    double onResiduals =
        signs
            ? (trace * trace + N * square - 2 * rows) / 2
            : (trace * trace + (N + 2) * square) / 2;
    for (int s : new int[] {1, 4, 16}) {
      assertMeanSquare(parameter(Derivative.JVP, from, s), exact, onParameters / s / square);
      assertMeanSquare(residual(Derivative.JVP, from, s), exact, onResiduals / s / square);
    }
  }

  private static void assertMeanSquare(TraceEstimator sketch, TangentKernel exact, double mean) {
    ProbeSums sums = new ProbeSums();
    sums.start(1);
    for (int seed = 0; seed < 3000; seed++) {
      double error = sketch(sketch, 77_000 + seed).relativeError(exact);
      sums.add(new double[] {error * error});
    }
    assertThat(sums.spread()[0]).isLessThan(0.1 * mean);
    assertThat(sums.means()[0]).isCloseTo(mean, within(4.5 * sums.spread()[0]));
  }

  @Test
  void refusesWhatDoesNotFit() {
    ParameterSketch auto =
        new ParameterSketch(Derivative.FORWARD, ProbeDistribution.RADEMACHER, Probes.auto(0.1), 0);
    assertThatThrownBy(() -> SketchedKernel.of(auto, MAP, THETA, 1))
        .hasMessageContaining("not auto");
    SketchedKernel kernel = SketchedKernel.of(ParameterSketch.of(2), MAP, THETA, 1);
    assertThatThrownBy(() -> kernel.block("first", "third"))
        .hasMessageContaining("'third'; there are first, second");
    assertThat(kernel.warning()).isNull();
    PolynomialMap many = new PolynomialMap(1, 300_000, 1, 0, 0, 1);
    assertThatThrownBy(() -> SketchedKernel.of(ParameterSketch.of(10_000), many, new double[1], 1))
        .isInstanceOf(KernelTooLargeException.class)
        .hasMessageContaining("24.0 GB");
  }
}
