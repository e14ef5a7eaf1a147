package org.poise.bench.reference;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.complex.Complex;

/**
 * A semilinear evolution equation u_t = L u + ∂_x^m g(u) for a function of period {@code period},
 * with L of constant coefficients.
 *
 * @param period the period in x, a positive length
 * @param linear the symbol of L: what it does to e^{ikx}, as a function of the wave number k
 * @param nonlinear g, a polynomial in u
 * @param degree the degree of g, which fixes how many modes must be dropped so that products do not
 *     alias
 * @param derivatives m, 0 or 1
 */
public record PeriodicEquation(
    double period, Symbol linear, DoubleUnaryOperator nonlinear, int degree, int derivatives) {

  /** Checks the degree and the number of derivatives. */
  public PeriodicEquation {
    if (!(period > 0) || degree < 2 || derivatives < 0 || derivatives > 1) {
      throw new IllegalArgumentException(
          "a periodic equation needs period > 0, degree >= 2 and 0 or 1 derivatives, not %s, %d, %d"
              .formatted(period, degree, derivatives));
    }
  }

  /** The factor by which a linear operator multiplies e^{ikx}. */
  @FunctionalInterface
  public interface Symbol {
    /** Returns the factor for the wave number k. */
    Complex at(double waveNumber);
  }

  /**
   * Korteweg-de Vries, u_t + u u_x + δ u_xxx = 0.
   *
   * @param delta the coefficient of dispersion
   * @param period the period in x
   */
  public static PeriodicEquation kortewegDeVries(double delta, double period) {
    return new PeriodicEquation(
        period, k -> new Complex(0, delta * k * k * k), u -> -0.5 * u * u, 2, 1);
  }

  /**
   * Allen-Cahn, u_t = ε u_xx + 5u − 5u³ (Wang et al., arXiv 2308.08468, section 6.1).
   *
   * @param diffusion ε
   * @param period the period in x
   */
  public static PeriodicEquation allenCahn(double diffusion, double period) {
    return new PeriodicEquation(
        period, k -> new Complex(5 - diffusion * k * k), u -> -5 * u * u * u, 3, 0);
  }
}
