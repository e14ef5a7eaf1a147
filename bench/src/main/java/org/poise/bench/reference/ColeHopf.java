package org.poise.bench.reference;

/**
 * The solution of Burgers' equation u_t + u u_x = ν u_xx, u(x, 0) = −sin πx, by the Cole-Hopf
 * integral (Basdevant et al., Computers &amp; Fluids 14, 1986, doi:10.1016/0045-7930(86)90036-8,
 * section 2):
 *
 * <p>u = −∫ sin(π(x−η)) f(x−η) e^{−η²/4νt} dη / ∫ f(x−η) e^{−η²/4νt} dη, f(y) =
 * exp(−cos(πy)/(2πν)).
 *
 * <p>Both integrals are taken by the trapezoidal rule over the whole line, which converges
 * geometrically for such entire, decaying integrands (Trefethen and Weideman, SIAM Review 56, 2014,
 * doi:10.1137/130932132). The largest exponent is taken out first, so that nothing overflows for
 * small ν.
 *
 * @param viscosity ν
 * @param points nodes of the trapezoidal rule over the part of the line that counts
 */
public record ColeHopf(double viscosity, int points) {

  /** Returns u(x, t), t ≥ 0. */
  public double value(double x, double t) {
    if (t == 0) {
      return -StrictMath.sin(Math.PI * x);
    }
    double width = Math.sqrt(4 * viscosity * t);
    double amplitude = 1 / (2 * Math.PI * viscosity);
    // exp(−z²) may be outweighed by exp(2·amplitude) at most; beyond this z every term is below
    // 1e-17 of the largest.
    double reach = Math.sqrt(2 * amplitude + 40);
    double spacing = 2 * reach / points;
    double largest = Double.NEGATIVE_INFINITY;
    double[] exponents = new double[points + 1];
    for (int j = 0; j <= points; j++) {
      double z = -reach + j * spacing;
      exponents[j] = -amplitude * StrictMath.cos(Math.PI * (x - width * z)) - z * z;
      largest = Math.max(largest, exponents[j]);
    }
    double numerator = 0;
    double denominator = 0;
    for (int j = 0; j <= points; j++) {
      double z = -reach + j * spacing;
      double weight = StrictMath.exp(exponents[j] - largest);
      numerator += StrictMath.sin(Math.PI * (x - width * z)) * weight;
      denominator += weight;
    }
    return -numerator / denominator;
  }
}
