package org.poise.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.poise.linalg.Dense;
import org.poise.linalg.Streams;

final class LbfgsTest {
  /** 100 (y − x²)² + (1 − x)². */
  static final Objective ROSENBROCK =
      (theta, gradient) -> {
        double x = theta[0];
        double v = theta[1] - x * x;
        gradient[0] = -400 * x * v - 2 * (1 - x);
        gradient[1] = 200 * v;
        return 100 * v * v + (1 - x) * (1 - x);
      };

  @Test
  void findsTheMinimumOfRosenbrocksFunction() {
    double[] theta = {-1.2, 1};
    Stepper stepper = new Lbfgs(10, 100, 1e-9, 25, 1e-4, 0.9, 0).start(2, Bounds.none());
    int steps = 0;
    while (stepper.step(ROSENBROCK, theta) == StepResult.MOVED) {
      assertThat(++steps).isLessThan(60);
    }
    assertThat(theta[0]).isCloseTo(1, within(1e-8));
    assertThat(theta[1]).isCloseTo(1, within(1e-8));
  }

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
    Stepper stepper = new Lbfgs(n, 50, 1e-8, 50, 1e-9, 1e-8, 0).start(n, Bounds.none());
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
      double loss = ROSENBROCK.evaluate(theta, gradient);
      double tilt = 2 * random.nextDouble() - 1;
      double[] d = {-gradient[0] + tilt * gradient[1], -gradient[1] - tilt * gradient[0]};
      double slope = Dense.dot(2, gradient, 0, d, 0);
      double first = StrictMath.pow(10, 8 * random.nextDouble() - 7);
      double reached =
          search.search(ROSENBROCK, theta, d, loss, slope, first, Double.POSITIVE_INFINITY);
      assertThat(reached).as("loss after search %d", k).isNotNaN();
      double step =
          Math.abs(d[0]) > Math.abs(d[1])
              ? (search.point[0] - theta[0]) / d[0]
              : (search.point[1] - theta[1]) / d[1];
      double slopeThere = Dense.dot(2, search.gradient, 0, d, 0);
      double[] check = new double[2];
      assertThat(ROSENBROCK.evaluate(search.point, check)).isEqualTo(reached);
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
    Stepper stepper = Lbfgs.of(50).start(1, Bounds.none());
    for (int i = 0; i < 50 && stepper.step(wall, theta) == StepResult.MOVED; i++) {
      assertThat(theta[0]).isLessThanOrEqualTo(1);
    }
    assertThat(theta[0]).isCloseTo(0.9, within(1e-8));
  }

  @Test
  void boundedParametersEndOnTheirBounds() {
    Objective quadratic =
        (theta, gradient) -> {
          double x = theta[0] - 3;
          double y = theta[1] + theta[0] - 1;
          gradient[0] = 2 * x + 2 * y;
          gradient[1] = 2 * y;
          return x * x + y * y;
        };
    double[] theta = {0, 0};
    Stepper stepper =
        Lbfgs.of(50).start(2, new Bounds(new int[] {0}, new double[] {-1}, new double[] {2}));
    StepResult result = StepResult.MOVED;
    for (int i = 0; i < 50 && result == StepResult.MOVED; i++) {
      result = stepper.step(quadratic, theta);
    }
    assertThat(theta[0]).isEqualTo(2);
    assertThat(theta[1]).isCloseTo(-1, within(1e-6));
  }

  @Test
  void aRestartedStepperGoesOnWithTheSameBits() {
    Lbfgs lbfgs = new Lbfgs(4, 40, 0, 25, 1e-4, 0.9, 0);
    for (int saved = 1; saved < 12; saved++) {
      double[] whole = {-1.2, 1};
      Stepper stepper = lbfgs.start(2, Bounds.none());
      for (int i = 0; i < saved; i++) {
        stepper.step(ROSENBROCK, whole);
      }
      double[] resumed = whole.clone();
      Stepper other = lbfgs.start(2, Bounds.none());
      other.restore(stepper.save());
      for (int i = 0; i < 8; i++) {
        stepper.step(ROSENBROCK, whole);
        other.step(ROSENBROCK, resumed);
      }
      assertThat(resumed).containsExactly(whole);
    }
  }

  @Test
  void aResetForgetsTheObjectiveAsItWas() {
    double[] theta = {0};
    Stepper stepper = Lbfgs.of(9).start(1, Bounds.none());
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
