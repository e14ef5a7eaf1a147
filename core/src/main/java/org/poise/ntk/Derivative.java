package org.poise.ntk;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a sketch finds J ω, the derivative of the residuals along a direction in parameter space.
 * With h the step, the error of a difference is that of Taylor's formula.
 */
public enum Derivative {
  /** (r(θ + hω) − r(θ)) / h = Jω + O(h): one residual sweep, since r(θ) is known. */
  FORWARD(1),
  /** (r(θ + hω) − r(θ − hω)) / 2h = Jω + O(h²): two residual sweeps. */
  CENTRAL(2),
  /** The tangent sweep: no discretisation error. */
  JVP(2);

  private final int sweeps;

  Derivative(int sweeps) {
    this.sweeps = sweeps;
  }

  /** Cost for one direction, in forward sweeps. */
  public int sweeps() {
    return sweeps;
  }

  /**
   * The length ‖hω‖ of the step that balances the two errors of a difference: for the forward
   * difference √u ‖θ‖ = 2⁻²⁶ ‖θ‖, for the central one about ∛u ‖θ‖, 2⁻¹⁷ ‖θ‖, with u = 2⁻⁵²; ‖θ‖
   * counts as 1 where θ = 0.
   *
   * @param normOfTheta ‖θ‖₂
   */
  double stepLength(double normOfTheta) {
    double unit = this == FORWARD ? 0x1.0p-26 : 0x1.0p-17;
    return unit * (normOfTheta > 0 ? normOfTheta : 1);
  }

  /** The name in a problem file: {@code forward}, {@code central} or {@code jvp}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The derivative of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Derivative of(String label) {
    return Arrays.stream(values())
        .filter(d -> d.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown derivative '" + label + "'; use forward, central or jvp"));
  }
}
