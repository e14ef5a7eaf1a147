package org.poise.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poise.linalg.Team;

/** What both quasi-Newton methods have to do. */
final class QuasiNewtonTest {
  /** 100 (y − x²)² + (1 − x)². */
  static final Objective ROSENBROCK =
      (theta, gradient) -> {
        double x = theta[0];
        double v = theta[1] - x * x;
        gradient[0] = -400 * x * v - 2 * (1 - x);
        gradient[1] = 200 * v;
        return 100 * v * v + (1 - x) * (1 - x);
      };

  static List<QuasiNewton> methods() {
    return List.of(
        new Lbfgs(4, 100, 1e-9, 25, 1e-4, 0.9, 0),
        new SelfScaledBroyden(100, 1e-9, 25, 1e-4, 0.9, 0));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void findsTheMinimumOfRosenbrocksFunction(QuasiNewton method) {
    double[] theta = {-1.2, 1};
    Stepper stepper = method.start(2, Bounds.none(), Team.alone());
    int steps = 0;
    while (stepper.step(ROSENBROCK, theta) == StepResult.MOVED) {
      assertThat(++steps).isLessThan(60);
    }
    assertThat(theta[0]).isCloseTo(1, within(1e-8));
    assertThat(theta[1]).isCloseTo(1, within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void boundedParametersEndOnTheirBounds(QuasiNewton method) {
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
        method.start(
            2, new Bounds(new int[] {0}, new double[] {-1}, new double[] {2}), Team.alone());
    StepResult result = StepResult.MOVED;
    for (int i = 0; i < 50 && result == StepResult.MOVED; i++) {
      result = stepper.step(quadratic, theta);
    }
    assertThat(theta[0]).isEqualTo(2);
    assertThat(theta[1]).isCloseTo(-1, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRestartedStepperGoesOnWithTheSameBits(QuasiNewton method) {
    for (int saved = 0; saved < 12; saved++) {
      double[] whole = {-1.2, 1};
      Stepper stepper = method.start(2, Bounds.none(), Team.alone());
      for (int i = 0; i < saved; i++) {
        stepper.step(ROSENBROCK, whole);
      }
      double[] resumed = whole.clone();
      Stepper other = method.start(2, Bounds.none(), Team.alone());
      other.restore(stepper.save());
      for (int i = 0; i < 8; i++) {
        stepper.step(ROSENBROCK, whole);
        other.step(ROSENBROCK, resumed);
      }
      assertThat(resumed).containsExactly(whole);
    }
  }
}
