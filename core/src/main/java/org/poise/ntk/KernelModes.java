package org.poise.ntk;

import org.poise.linalg.Dense;
import org.poise.linalg.SymmetricEigen;

/**
 * The eigenvectors of Λ^½ K Λ^½ = Q diag(μ) Qᵀ, along which a constant kernel lets residuals fall
 * under gradient descent, each at a rate of its own.
 */
public final class KernelModes {
  private final SymmetricEigen eigen;
  private final double[] root;

  private KernelModes(SymmetricEigen eigen, double[] root) {
    this.eigen = eigen;
    this.root = root;
  }

  /**
   * Finds them; at most about 6 N³ operations.
   *
   * @param lambda diagonal of Λ [N], not negative
   */
  public static KernelModes of(TangentKernel kernel, double[] lambda) {
    return new KernelModes(
        SymmetricEigen.of(kernel.rows(), Spectrum.weightedRows(kernel, lambda)),
        Spectrum.squareRoots(lambda));
  }

  /** μ_1 ≥ μ_2 ≥ … [N]; read it only. */
  public double[] eigenvalues() {
    return eigen.values();
  }

  /**
   * The components r̃ = Qᵀ Λ^½ r of residuals [N].
   *
   * @param r [N]
   */
  public double[] components(double[] r) {
    int n = r.length;
    double[] weighted = r.clone();
    for (int j = 0; j < n; j++) {
      weighted[j] *= root[j];
    }
    double[] out = new double[n];
    for (int k = 0; k < n; k++) {
      out[k] = Dense.dot(n, eigen.vectors(), k * n, weighted, 0);
    }
    return out;
  }
}
