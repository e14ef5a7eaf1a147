package org.poise.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.Test;

class PeriodicSolverTest {

  /** u = 3c sech²(√(c/δ)(x − ct)/2) moves without change. */
  @Test
  void movesASolitonOfKortewegDeVries() {
    double c = 4;
    double delta = 0.0025;
    DoubleUnaryOperator soliton =
        x -> {
          double cosh = Math.cosh(0.5 * Math.sqrt(c / delta) * x);
          return 3 * c / (cosh * cosh);
        };
    FourierSeries initial = FourierSeries.interpolate(soliton, -1, 2, 512);
    PeriodicSolver solver =
        new PeriodicSolver(PeriodicEquation.kortewegDeVries(delta, 2), initial, 512, 0.05 / 4000);
    solver.advance(4000);
    FourierSeries moved = solver.solution();
    for (double x = -0.5; x <= 0.5; x += 0.01) {
      assertThat(moved.value(x))
          .as("x %s", x)
          .isCloseTo(soliton.applyAsDouble(x - 0.2), within(2e-9));
    }
  }

  @Test
  void isOfFourthOrderInTime() {
    double coarse = distanceFromFine(100);
    double fine = distanceFromFine(200);
    assertThat(coarse / fine).isBetween(13.0, 20.0);
  }

  private static double distanceFromFine(int steps) {
    FourierSeries exact = kortewegDeVries(6400);
    FourierSeries rough = kortewegDeVries(steps);
    double largest = 0;
    for (double x = -1; x <= 1; x += 0.05) {
      largest = Math.max(largest, Math.abs(exact.value(x) - rough.value(x)));
    }
    return largest;
  }

  private static FourierSeries kortewegDeVries(int steps) {
    FourierSeries initial = FourierSeries.interpolate(x -> Math.cos(Math.PI * x), -1, 2, 64);
    PeriodicSolver solver =
        new PeriodicSolver(PeriodicEquation.kortewegDeVries(0.0025, 2), initial, 64, 0.1 / steps);
    solver.advance(steps);
    return solver.solution();
  }

  /**
   * Zabusky and Kruskal, Phys. Rev. Lett. 15, 240 (1965), figure 1, curve C: eight solitons at t =
   * 3.6/π for δ = 0.022².
   */
  @Test
  void breaksACosineIntoEightSolitons() {
    FourierSeries initial = FourierSeries.interpolate(x -> Math.cos(Math.PI * x), 0, 2, 512);
    PeriodicSolver solver =
        new PeriodicSolver(
            PeriodicEquation.kortewegDeVries(0.022 * 0.022, 2), initial, 512, 3.6 / Math.PI / 8000);
    solver.advance(8000);
    FourierSeries solution = solver.solution();
    int peaks = 0;
    double tallest = 0;
    int n = 2000;
    for (int j = 0; j < n; j++) {
      double here = solution.value(2.0 * j / n);
      tallest = Math.max(tallest, here);
      if (here > solution.value(2.0 * (j - 1) / n) && here > solution.value(2.0 * (j + 1) / n)) {
        peaks++;
      }
    }
    assertThat(peaks).isEqualTo(8);
    // The figure shows the tallest soliton between 2 and 3.
    assertThat(tallest).isBetween(2.0, 3.0);
  }

  @Test
  void solvesTheHeatEquationExactly() {
    PeriodicEquation heat = new PeriodicEquation(2, k -> new Complex(-0.1 * k * k), u -> 0, 2, 0);
    FourierSeries initial = FourierSeries.interpolate(x -> Math.sin(3 * Math.PI * x), -1, 2, 32);
    PeriodicSolver solver = new PeriodicSolver(heat, initial, 32, 0.1);
    solver.advance(5);
    double decay = Math.exp(-0.1 * 9 * Math.PI * Math.PI * 0.5);
    assertThat(solver.solution().value(0.3))
        .isCloseTo(decay * Math.sin(0.9 * Math.PI), within(1e-14));
    assertThat(solver.solution().derivative(2, 0.3))
        .isCloseTo(-9 * Math.PI * Math.PI * decay * Math.sin(0.9 * Math.PI), within(1e-12));
  }

  /** A constant follows u' = 5u − 5u³, u = (1 + (1/u₀² − 1) e^{−10t})^{−1/2}. */
  @Test
  void followsTheReactionOfAllenCahn() {
    FourierSeries initial = FourierSeries.interpolate(x -> 0.1, -1, 2, 16);
    PeriodicSolver solver =
        new PeriodicSolver(PeriodicEquation.allenCahn(1e-4, 2), initial, 16, 5e-4);
    solver.advance(1200);
    assertThat(solver.solution().value(0.5))
        .isCloseTo(1 / Math.sqrt(1 + 99 * Math.exp(-6)), within(1e-11));
  }

  /**
   * The steady front u = tanh(x/w), w = √(2ε/5), kept between a front and its mirror image far
   * away.
   */
  @Test
  void keepsTheFrontOfAllenCahn() {
    double epsilon = 1e-3;
    double w = Math.sqrt(2 * epsilon / 5);
    DoubleUnaryOperator fronts = x -> Math.tanh((x + 0.5) / w) - Math.tanh((x - 0.5) / w) - 1;
    FourierSeries initial = FourierSeries.interpolate(fronts, -1, 2, 1024);
    PeriodicSolver solver =
        new PeriodicSolver(PeriodicEquation.allenCahn(epsilon, 2), initial, 1024, 1e-3);
    solver.advance(500);
    for (double x = -1; x <= 1; x += 0.02) {
      assertThat(solver.solution().value(x)).isCloseTo(fronts.applyAsDouble(x), within(1e-10));
    }
  }
}
