package org.poise.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.Test;

class ColeHopfTest {
  private static final double NU = 0.01 / Math.PI;

  @Test
  void agreesWithGaussHermiteQuadrature() {
    GaussIntegrator rule = new GaussIntegratorFactory().hermite(80);
    double nu = 0.05 / Math.PI;
    ColeHopf solution = new ColeHopf(nu, 800);
    for (double t : new double[] {0.01, 0.2, 0.6, 1.0}) {
      for (double x : new double[] {-0.97, -0.5, -0.03, 0.2, 0.71}) {
        double width = Math.sqrt(4 * nu * t);
        double a = 1 / (2 * Math.PI * nu);
        double over =
            rule.integrate(z -> {
              double y = Math.PI * (x - width * z);
              return Math.sin(y) * Math.exp(-a * Math.cos(y));
            });
        double under = rule.integrate(z -> Math.exp(-a * Math.cos(Math.PI * (x - width * z))));
        assertThat(solution.value(x, t))
            .as("x %s t %s", x, t)
            .isCloseTo(-over / under, within(1e-11));
      }
    }
  }

  /**
   * Basdevant et al. 1986, doi:10.1016/0045-7930(86)90036-8: the slope at 0 is steepest, 152.00516,
   * at πt = 1.6037.
   */
  @Test
  void hasThePublishedSteepestSlope() {
    ColeHopf solution = new ColeHopf(NU, 1600);
    double at = 1.6037 / Math.PI;
    assertThat(slopeAtOrigin(solution, at)).isCloseTo(-152.00516, within(2e-5));
    assertThat(slopeAtOrigin(solution, at - 0.002)).isGreaterThan(slopeAtOrigin(solution, at));
    assertThat(slopeAtOrigin(solution, at + 0.002)).isGreaterThan(slopeAtOrigin(solution, at));
  }

  @Test
  void agreesWithTheFourierSolverOfTheSameEquation() {
    PeriodicEquation burgers =
        new PeriodicEquation(2, k -> new Complex(-NU * k * k), u -> -0.5 * u * u, 2, 1);
    FourierSeries initial = FourierSeries.interpolate(x -> -Math.sin(Math.PI * x), -1, 2, 2048);
    PeriodicSolver solver = new PeriodicSolver(burgers, initial, 2048, 0.25 / 1000);
    solver.advance(1000);
    FourierSeries fourier = solver.solution();
    ColeHopf integral = new ColeHopf(NU, 1600);
    for (double x = -1; x <= 1; x += 0.01) {
      assertThat(fourier.value(x)).as("x %s", x).isCloseTo(integral.value(x, 0.25), within(1e-11));
    }
  }

  @Test
  void doesNotChangeWithTheNumberOfNodes() {
    assertThat(References.burgers(600).distance(References.burgers(400))).isLessThan(1e-12);
  }

  private static double slopeAtOrigin(ColeHopf solution, double t) {
    double h = 1e-6;
    return (solution.value(h, t) - solution.value(-h, t)) / (2 * h);
  }
}
