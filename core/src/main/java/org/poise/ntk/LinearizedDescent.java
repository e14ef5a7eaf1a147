package org.poise.ntk;

import org.poise.linalg.Dense;

/**
 * Gradient descent as a constant kernel predicts it: with Λ^½ K Λ^½ = Q diag(μ) Qᵀ and r̃ = Qᵀ Λ^½
 * r, a step at the rate η takes r̃_k to (1 − η μ_k) r̃_k. The eigenvectors are not kept.
 */
public final class LinearizedDescent {
  private final double[] eigenvalues;
  private final double[] components;

  /**
   * Starts from components, or goes on from those that were saved. Takes the arrays.
   *
   * @param eigenvalues μ [N]
   * @param components r̃ [N]
   */
  public LinearizedDescent(double[] eigenvalues, double[] components) {
    this.eigenvalues = eigenvalues;
    this.components = components;
  }

  /**
   * Starts from residuals; at most about 6 N³ operations.
   *
   * @param kernel K at the parameters that descent starts from
   * @param lambda diagonal of Λ [N], not negative
   * @param r residuals there [N]
   */
  public static LinearizedDescent of(TangentKernel kernel, double[] lambda, double[] r) {
    KernelModes modes = KernelModes.of(kernel, lambda);
    return new LinearizedDescent(modes.eigenvalues(), modes.components(r));
  }

  /** Takes a step at the rate η. */
  public void step(double rate) {
    for (int k = 0; k < components.length; k++) {
      components[k] *= 1 - rate * eigenvalues[k];
    }
  }

  /** ‖Λ^½ r‖ as predicted. */
  public double norm() {
    return Dense.norm2(components.length, components, 0);
  }

  /** μ_1 ≥ μ_2 ≥ … [N]; read it only. */
  public double[] eigenvalues() {
    return eigenvalues;
  }

  /** r̃ as predicted [N]; the next step overwrites it. */
  public double[] components() {
    return components;
  }

  /** ‖Λ^½ r‖ of residuals as they are. */
  public static double norm(double[] lambda, double[] r) {
    double[] weighted = Spectrum.squareRoots(lambda);
    for (int j = 0; j < weighted.length; j++) {
      weighted[j] *= r[j];
    }
    return Dense.norm2(r.length, weighted, 0);
  }
}
