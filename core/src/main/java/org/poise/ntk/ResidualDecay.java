package org.poise.ntk;

import org.poise.linalg.Dense;
import org.poise.residual.ResidualMap;

/**
 * How residuals fall under gradient descent θ ← θ − η ∇L, against what a constant kernel predicts:
 * with Λ^½ K Λ^½ = Q diag(μ) Qᵀ and r̃ = Qᵀ Λ^½ r, r̃_k(t) = (1 − η μ_k)^t r̃_k(0).
 *
 * @param rate η
 * @param eigenvalues μ_1 ≥ μ_2 ≥ … [N]
 * @param start r̃(0) [N]
 * @param end r̃ after the last step [N]
 * @param predicted r̃ there, as predicted [N]
 * @param norms ‖Λ^½ r‖ after 0, 1, … steps
 * @param predictedNorms the same, as predicted
 */
public record ResidualDecay(
    double rate,
    double[] eigenvalues,
    double[] start,
    double[] end,
    double[] predicted,
    double[] norms,
    double[] predictedNorms) {

  /**
   * Takes steps of gradient descent with constant weights.
   *
   * @param kernel the map's kernel at θ
   * @param theta where it starts [p], not changed
   * @param lambda diagonal of Λ [N]
   * @param rate η, below 2/μ_1 for a descent that is stable
   * @param steps steps to take
   */
  public static ResidualDecay follow(
      ResidualMap map,
      TangentKernel kernel,
      double[] theta,
      double[] lambda,
      double rate,
      int steps) {
    int n = kernel.rows();
    KernelModes modes = KernelModes.of(kernel, lambda);
    double[] at = theta.clone();
    double[] g = new double[at.length];
    double[] r = new double[n];
    double[] norms = new double[steps + 1];
    double[] predictedNorms = new double[steps + 1];
    map.residuals(at, r);
    double[] start = modes.components(r);
    LinearizedDescent predicted = new LinearizedDescent(modes.eigenvalues(), start.clone());
    for (int t = 0; t <= steps; t++) {
      map.gradient(at, lambda, null, g, r, null);
      norms[t] = LinearizedDescent.norm(lambda, r);
      predictedNorms[t] = predicted.norm();
      if (t < steps) {
        Dense.axpy(at.length, -rate, g, 0, at, 0);
        predicted.step(rate);
      }
    }
    double[] end = modes.components(r);
    return new ResidualDecay(
        rate, modes.eigenvalues(), start, end, predicted.components(), norms, predictedNorms);
  }
}
