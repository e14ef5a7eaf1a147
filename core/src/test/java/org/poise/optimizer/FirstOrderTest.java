package org.poise.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.poise.linalg.Team;

final class FirstOrderTest {
  /** L = θ₀² + 2 θ₁, so that the gradient at (1, 0) is (2, 2). */
  private static final Objective SLOPE =
      (theta, gradient) -> {
        gradient[0] = 2 * theta[0];
        gradient[1] = 2;
        return theta[0] * theta[0] + 2 * theta[1];
      };

  @Test
  void adamTakesTheStepsWorkedOutByHand() {
    Stepper stepper = Adam.of(0.1, 2).start(2, Bounds.none(), Team.alone());
    double[] theta = {1, 0};

    assertThat(stepper.step(SLOPE, theta)).isEqualTo(StepResult.MOVED);
    // m̂ = g and v̂ = g², so the step is rate · g/(|g| + ε).
    double first = 1 - 0.1 * 2 / (2 + 1e-8);
    assertThat(theta[0]).isCloseTo(first, within(1e-15));
    assertThat(theta[1]).isCloseTo(-0.1 * 2 / (2 + 1e-8), within(1e-15));

    stepper.step(SLOPE, theta);
    double g1 = 2;
    double g2 = 2 * first;
    double m = 0.9 * 0.1 * g1 + 0.1 * g2;
    double v = 0.999 * 0.001 * g1 * g1 + 0.001 * g2 * g2;
    double mHat = m / (1 - 0.81);
    double vHat = v / (1 - 0.999 * 0.999);
    assertThat(theta[0]).isCloseTo(first - 0.1 * mHat / (Math.sqrt(vHat) + 1e-8), within(1e-14));
  }

  @Test
  void decayWarmupAndClippingActOnGradientDescent() {
    GradientDescent descent =
        new GradientDescent(1.0, new Decay(0.25, 2, false), 2, Math.sqrt(2), 3);
    Stepper stepper = descent.start(2, Bounds.none(), Team.alone());
    Objective constant =
        (theta, gradient) -> {
          gradient[0] = 2;
          gradient[1] = 2;
          return theta[0];
        };
    double[] theta = {0, 0};
    stepper.step(constant, theta);
    // The gradient (2, 2) of norm √8 is clipped to (1, 1); half the rate in the first warm-up step.
    assertThat(theta[0]).isCloseTo(-0.5, within(1e-15));
    stepper.step(constant, theta);
    assertThat(theta[0]).isCloseTo(-0.5 - 0.5, within(1e-15));
    stepper.step(constant, theta);
    assertThat(theta[0]).isCloseTo(-1 - 0.25, within(1e-15));
  }

  /** L = θ₀²/2 + 2θ₁², whose largest curvature is 4: a quarter of the gradient, asked for once. */
  @Test
  void theAutomaticRateIsOneOverTheCurvatureAtTheStart() {
    double[] curvature = {4};
    Objective bowl =
        new Objective() {
          @Override
          public double evaluate(double[] theta, double[] gradient) {
            gradient[0] = theta[0];
            gradient[1] = 4 * theta[1];
            return (theta[0] * theta[0] + 4 * theta[1] * theta[1]) / 2;
          }

          @Override
          public double largestCurvature(double[] theta) {
            return curvature[0];
          }
        };
    GradientDescent descent = new GradientDescent(null, null, 0, 0, 10);
    double[] theta = {1, 1};
    Stepper stepper = descent.start(2, Bounds.none(), Team.alone());
    stepper.step(bowl, theta);
    assertThat(theta).containsExactly(0.75, 0);
    curvature[0] = 1e9;
    Stepper resumed = descent.start(2, Bounds.none(), Team.alone());
    resumed.restore(stepper.save());
    resumed.step(bowl, theta);
    assertThat(theta).containsExactly(0.5625, 0);
  }

  @Test
  void staircaseHoldsTheRateBetweenItsSteps() {
    Decay decay = new Decay(0.5, 10, true);
    assertThat(decay.at(9)).isEqualTo(1);
    assertThat(decay.at(10)).isEqualTo(0.5);
    assertThat(decay.at(29)).isEqualTo(0.25);
  }

  @Test
  void boundsHoldAfterEveryStep() {
    Stepper stepper =
        Adam.of(0.3, 5)
            .start(
                2, new Bounds(new int[] {1}, new double[] {-0.5}, new double[] {9}), Team.alone());
    double[] theta = {1, 0};
    stepper.step(SLOPE, theta);
    assertThat(theta[1]).isCloseTo(-0.3, within(1e-7));
    stepper.step(SLOPE, theta);
    assertThat(theta[1]).isEqualTo(-0.5);
  }

  @Test
  void nonFiniteGradientsLeaveThetaAlone() {
    Objective broken =
        (theta, gradient) -> {
          gradient[0] = Double.NaN;
          return 1;
        };
    double[] theta = {1, 2};
    assertThat(Adam.of(0.1, 1).start(2, Bounds.none(), Team.alone()).step(broken, theta))
        .isEqualTo(StepResult.NON_FINITE);
    assertThat(GradientDescent.of(0.1, 1).start(2, Bounds.none(), Team.alone()).step(broken, theta))
        .isEqualTo(StepResult.NON_FINITE);
    assertThat(theta).containsExactly(1, 2);
  }

  @Test
  void restoredStepperGoesOnWithTheSameBits() {
    Adam adam = Adam.of(0.05, 10).withDecay(new Decay(0.9, 3, false)).withWarmup(4).withClip(1);
    double[] whole = {1, 0.5};
    Stepper stepper = adam.start(2, Bounds.none(), Team.alone());
    for (int i = 0; i < 3; i++) {
      stepper.step(SLOPE, whole);
    }
    OptimizerState saved = stepper.save();
    double[] resumed = whole.clone();
    for (int i = 0; i < 5; i++) {
      stepper.step(SLOPE, whole);
    }
    Stepper other = adam.start(2, Bounds.none(), Team.alone());
    other.restore(saved);
    for (int i = 0; i < 5; i++) {
      other.step(SLOPE, resumed);
    }
    assertThat(resumed).containsExactly(whole);
  }

  @Test
  void statesOfOtherOptimisersAreRefused() {
    OptimizerState descent = GradientDescent.of(1, 1).start(2, Bounds.none(), Team.alone()).save();
    assertThatThrownBy(() -> Adam.of(1, 1).start(2, Bounds.none(), Team.alone()).restore(descent))
        .hasMessageContaining("another optimiser");
    OptimizerState adam = Adam.of(1, 1).start(3, Bounds.none(), Team.alone()).save();
    assertThatThrownBy(() -> Adam.of(1, 1).start(2, Bounds.none(), Team.alone()).restore(adam))
        .hasMessageContaining("another problem");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Adam.of(-1, 1)).hasMessageContaining("rate must be positive");
    assertThatThrownBy(() -> Adam.of(1, 0)).hasMessageContaining("steps must be at least 1");
    assertThatThrownBy(() -> new Decay(1.5, 1, false)).hasMessageContaining("(0, 1]");
    assertThatThrownBy(() -> new Lbfgs(5, 1, 0, 20, 0.9, 0.1, 0)).hasMessageContaining("c1 < c2");
  }
}
