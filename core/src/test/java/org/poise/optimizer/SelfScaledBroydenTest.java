package org.poise.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.linalg.Streams;
import org.poise.linalg.Team;

class SelfScaledBroydenTest {
  /** Threads that take tasks in any order. */
  private static final Team THREADS =
      (count, task) -> IntStream.range(0, count).parallel().forEach(task);

  private final RandomGenerator random = Streams.of(9, Streams.Purpose.PROBES, 0);

  private double[] vector(int n) {
    return random.doubles(n, -1, 1).toArray();
  }

  /** The update written out with matrices, for τ and φ of the formula; 1100 rows are cut. */
  @ParameterizedTest
  @ValueSource(ints = {5, 1100})
  void theUpdateIsThatOfThePublishedFormula(int n) {
    InverseHessian inverse = new InverseHessian(n, THREADS);
    double[][] h = new double[n][n];
    for (int i = 0; i < n; i++) {
      h[i][i] = 1;
    }
    boolean first = true;
    double[] last = vector(n);
    for (int k = 0; k < 24; k++) {
      // As in a run, whose last gradient is the next one's first, and after a change of the points.
      double[] gradient = k % 3 == 0 ? vector(n) : last.clone();
      if (k % 2 == 0) {
        double[] q = gradient.clone();
        inverse.apply(q);
        assertClose(q, times(h, gradient));
      }
      double alpha = 0.1 + random.nextDouble();
      double[] theta = vector(n);
      double[] next = theta.clone();
      double[] hg = times(h, gradient);
      double[] gradientNext = gradient.clone();
      for (int i = 0; i < n; i++) {
        next[i] -= alpha * hg[i];
        gradientNext[i] += 3 * (next[i] - theta[i]) + 0.1 * random.nextDouble();
      }
      inverse.add(theta, next, gradient, gradientNext, alpha);
      double[] s = minus(next, theta);
      double[] y = minus(gradientNext, gradient);
      if (dot(s, y) > 0) {
        h = updated(h, s, y, -alpha * dot(s, gradient), first);
        first = false;
      }
      last = gradientNext;
      if (k % 5 == 4) {
        double[] q = vector(n);
        double[] expected = times(h, q);
        inverse.apply(q);
        assertClose(q, expected);
      }
      double[] down = minus(new double[n], last);
      double[] direction = down.clone();
      inverse.apply(direction);
      assertClose(direction, times(h, down));
    }
  }

  private static void assertClose(double[] seen, double[] expected) {
    for (int i = 0; i < seen.length; i++) {
      assertThat(seen[i]).isCloseTo(expected[i], within(1e-9 * (1 + Math.abs(expected[i]))));
    }
  }

  private static double[][] updated(
      double[][] h, double[] s, double[] y, double sbs, boolean first) {
    int n = s.length;
    double[] hy = times(h, y);
    double sy = dot(s, y);
    double yhy = dot(y, hy);
    SelfScaling scaling = SelfScaling.of(sbs / sy, yhy / sy, n, first);
    double[][] next = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double vi = s[i] / sy - hy[i] / yhy;
        double vj = s[j] / sy - hy[j] / yhy;
        double broyden = h[i][j] - hy[i] * hy[j] / yhy + scaling.phi() * yhy * vi * vj;
        next[i][j] = broyden / scaling.tau() + s[i] * s[j] / sy;
      }
    }
    return next;
  }

  /**
   * b, h, τ and φ worked out by hand from equations 13 to 23. a = bh − 1, c = √(a/(1 + a)).
   *
   * <p>b = 2, h = 2: a = 3, c = √¾, ρ⁻ = 2(1 − c) = 0.26795, θ⁻ = (ρ⁻ − 1)/3 = −0.24402, (1 − b)/b
   * = −½, so θ = θ⁻; σ = 1 + 3θ = ρ⁻; φ = (1 − θ)/σ = 4.64273; with n = 4: σ^(−1/3) = 1.55114, τ =
   * min(½ · 1.55114, σ) = 0.26795. b = ½, h = 4: a = 1, ρ⁻ = min(1, 4(1 − √½)) = 1, θ⁻ = 0, θ⁺ = 1,
   * (1 − b)/b = 1, so θ = 1; σ = 2, φ = 0, τ = min(2^(−1/3), 1) = 0.79370.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 2, false, 0.267949, 4.642734",
    "0.5, 4, false, 0.793701, 0",
    "2, 2, true, 7.464102, 4.642734",
    "NaN, 2, false, 1, 1",
    "NaN, 2, true, 2, 1"
  })
  void scalesAreThoseOfThePublishedFormulas(
      double b, double h, boolean first, double tau, double phi) {
    SelfScaling scaling = SelfScaling.of(b, h, 4, first);
    assertThat(scaling.tau()).isCloseTo(tau, within(1e-5));
    assertThat(scaling.phi()).isCloseTo(phi, within(1e-5));
  }

  @Test
  void threadsLeaveTheBitsAlone() {
    int n = 1500;
    Objective quadratic =
        (theta, gradient) -> {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            gradient[i] = (1 + i % 7) * (theta[i] - Math.sin(i));
            sum += 0.5 * gradient[i] * (theta[i] - Math.sin(i));
          }
          return sum;
        };
    double[][] ends = new double[2][n];
    SelfScaledBroyden method = SelfScaledBroyden.of(10);
    Stepper alone = method.start(n, Bounds.none(), Team.alone());
    Stepper together = method.start(n, Bounds.none(), THREADS);
    for (int step = 0; step < 9; step++) {
      alone.step(quadratic, ends[0]);
      together.step(quadratic, ends[1]);
    }
    assertThat(ends[1]).isEqualTo(ends[0]).isNotEqualTo(new double[n]);
    double[] triangle = alone.save().array("inverse", n * (n + 1) / 2);
    assertThat(together.save().array("inverse", triangle.length)).isEqualTo(triangle);
    Stepper resumed = method.start(n, Bounds.none(), THREADS);
    resumed.restore(alone.save());
    alone.step(quadratic, ends[0]);
    resumed.step(quadratic, ends[1]);
    assertThat(ends[1]).isEqualTo(ends[0]);
  }

  /** A quadratic whose weights change: what was learnt is of use for the next one. */
  @Test
  void keepsWhatItHasLearntWhenTheObjectiveChanges() {
    int n = 6;
    double[] weights = new double[n];
    Objective quadratic =
        (theta, gradient) -> {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            gradient[i] = weights[i] * (1 + 30 * i) * (theta[i] - i);
            sum += 0.5 * gradient[i] * (theta[i] - i);
          }
          return sum;
        };
    Arrays.fill(weights, 1);
    SelfScaledBroyden method = new SelfScaledBroyden(1, 1e-6, 25, 1e-4, 0.9, 0);
    Stepper stepper = method.start(n, Bounds.none(), Team.alone());
    steps(stepper, quadratic, new double[n]);
    weights[2] = 1.2;
    stepper.reset();
    double[] theta = new double[n];
    int again = steps(stepper, quadratic, theta);
    assertThat(again)
        .isLessThan(steps(method.start(n, Bounds.none(), Team.alone()), quadratic, new double[n]));
    assertThat(theta[3]).isCloseTo(3, within(1e-6));
  }

  private static int steps(Stepper stepper, Objective objective, double[] theta) {
    int steps = 0;
    while (stepper.step(objective, theta) == StepResult.MOVED) {
      steps++;
    }
    return steps;
  }

  private static double[] times(double[][] h, double[] x) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = dot(h[i], x);
    }
    return product;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < a.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
