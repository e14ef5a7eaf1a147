package org.poise.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.poise.linalg.Dense;
import org.poise.linalg.Streams;
import org.poise.linalg.Team;

final class LbfgsTest {
  @Test
  void endsOnAQuadraticWithAnAccurateLineSearchInAsManyStepsAsItHasParameters() {
    int n = 6;
    Objective quadratic =
        (theta, gradient) -> {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            double scale = 1 + 3 * i;
            gradient[i] = scale * (theta[i] - i);
            sum += 0.5 * gradient[i] * (theta[i] - i);
          }
          return sum;
        };
    double[] theta = new double[n];
    Stepper stepper =
        new Lbfgs(n, 50, 1e-8, 50, 1e-9, 1e-8, 0).start(n, Bounds.none(), Team.alone());
    int steps = 0;
    while (stepper.step(quadratic, theta) == StepResult.MOVED) {
      steps++;
    }
    // BFGS with exact searches is the method of conjugate gradients here; one more for rounding.
    assertThat(steps).isLessThanOrEqualTo(n + 1);
    for (int i = 0; i < n; i++) {
      assertThat(theta[i]).isCloseTo(i, within(1e-7));
    }
  }

  @Test
  void everyStepMeetsTheStrongWolfeConditions() {
    RandomGenerator random = Streams.of(5, Streams.Purpose.PROBES, 0);
    Lbfgs lbfgs = new Lbfgs(5, 1, 0, 40, 1e-4, 0.5, 0);
    LineSearch search = new LineSearch(lbfgs, 2, Bounds.none());
    int found = 0;
    for (int k = 0; k < 300; k++) {
      double[] theta = {4 * random.nextDouble() - 2, 4 * random.nextDouble() - 2};
      double[] gradient = new double[2];
      double loss = QuasiNewtonTest.ROSENBROCK.evaluate(theta, gradient);
      double tilt = 2 * random.nextDouble() - 1;
      double[] d = {-gradient[0] + tilt * gradient[1], -gradient[1] - tilt * gradient[0]};
      double slope = Dense.dot(2, gradient, 0, d, 0);
      double first = StrictMath.pow(10, 8 * random.nextDouble() - 7);
      double reached =
          search.search(
              QuasiNewtonTest.ROSENBROCK, theta, d, loss, slope, first, Double.POSITIVE_INFINITY);
      assertThat(reached).as("loss after search %d", k).isNotNaN();
      double step =
          Math.abs(d[0]) > Math.abs(d[1])
              ? (search.point[0] - theta[0]) / d[0]
              : (search.point[1] - theta[1]) / d[1];
      double slopeThere = Dense.dot(2, search.gradient, 0, d, 0);
      double[] check = new double[2];
      assertThat(QuasiNewtonTest.ROSENBROCK.evaluate(search.point, check)).isEqualTo(reached);
      assertThat(check).containsExactly(search.gradient);
      assertThat(reached).isLessThanOrEqualTo(loss + 1e-4 * step * slope * (1 - 1e-9));
      assertThat(Math.abs(slopeThere)).isLessThanOrEqualTo(-0.5 * slope);
      found++;
    }
    assertThat(found).isEqualTo(300);
  }

  @Test
  void trialsThatOverflowAreSteppedBackFrom() {
    Objective wall =
        (theta, gradient) -> {
          gradient[0] = theta[0] > 1 ? Double.NaN : 2 * (theta[0] - 0.9);
          return theta[0] > 1 ? Double.POSITIVE_INFINITY : (theta[0] - 0.9) * (theta[0] - 0.9);
        };
    double[] theta = {-30};
    Stepper stepper = Lbfgs.of(50).start(1, Bounds.none(), Team.alone());
    for (int i = 0; i < 50 && stepper.step(wall, theta) == StepResult.MOVED; i++) {
      assertThat(theta[0]).isLessThanOrEqualTo(1);
    }
    assertThat(theta[0]).isCloseTo(0.9, within(1e-8));
  }

  @Test
  void aResetForgetsTheObjectiveAsItWas() {
    double[] theta = {0};
    Stepper stepper = Lbfgs.of(9).start(1, Bounds.none(), Team.alone());
    stepper.step(LbfgsTest::shifted0, theta);
    stepper.reset();
    while (stepper.step(LbfgsTest::shifted5, theta) == StepResult.MOVED) {
      assertThat(theta[0]).isFinite();
    }
    assertThat(theta[0]).isCloseTo(5, within(1e-9));
  }

  private static double shifted0(double[] theta, double[] gradient) {
    gradient[0] = 2 * (theta[0] - 1);
    return (theta[0] - 1) * (theta[0] - 1);
  }

  private static double shifted5(double[] theta, double[] gradient) {
    gradient[0] = 2 * (theta[0] - 5);
    return (theta[0] - 5) * (theta[0] - 5);
  }
}
