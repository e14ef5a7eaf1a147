package org.poise.optimizer;

/**
 * Scale τ and member φ of Broyden's family for an update of the inverse Hessian H = B⁻¹: Urbán,
 * Stefanou and Pons, doi:10.1016/j.jcp.2024.113656, equations 13 to 23. φ = 1, τ = 1 is BFGS.
 */
record SelfScaling(double tau, double phi) {
  private static final SelfScaling BFGS = new SelfScaling(1, 1);

  /**
   * Finds them.
   *
   * @param b sᵀBs / sᵀy; NaN where it is not known, which gives BFGS
   * @param h yᵀHy / sᵀy
   * @param n number of parameters
   * @param first whether H is the identity, whose scale means nothing yet
   */
  static SelfScaling of(double b, double h, int n, boolean first) {
    if (!(b > 0)) {
      return first ? new SelfScaling(h, 1) : BFGS;
    }
    // By Cauchy's inequality bh ≥ 1; equality is s ∥ Hy, where all members of the family agree.
    double a = Math.max(b * h - 1, Math.ulp(1.0));
    double low = Math.min(1, h * (1 - Math.sqrt(a / (1 + a))));
    double theta = Math.max((low - 1) / a, Math.min(1 / low, (1 - b) / b));
    double sigma = 1 + theta * a;
    double phi = (1 - theta) / sigma;
    if (first) {
      return new SelfScaling(h / sigma, phi);
    }
    double scale = Math.min(1, 1 / b);
    double even = n > 1 ? StrictMath.pow(sigma, -1.0 / (n - 1)) : 1;
    double tau = theta > 0 ? scale * Math.min(even, 1 / theta) : Math.min(scale * even, sigma);
    return new SelfScaling(tau, phi);
  }
}
