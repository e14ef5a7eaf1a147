package org.poise.ntk.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.poise.network.Activation;

/**
 * Any σ of the networks, by quadrature. With F_ij = E[σ^(i)(u) σ^(j)(v)], Price's theorem (1958,
 * doi 10.1109/TIT.1958.1057444) gives all derivatives by the covariances,
 *
 * <pre>  ∂_q^a ∂_s^c ∂_r^b F_ij = 2^−(a+b) F_(i+2a+c)(j+2b+c), </pre>
 *
 * and the jets are Taylor's expansion of F_00 and F_11 in those of q, s and r. For u = √q ξ and v =
 * √r (ρξ + √(1−ρ²) η) the trapezoidal rule in ξ and η converges exponentially, as σ is analytic in
 * a strip about the real line (Trefethen and Weideman, doi:10.1137/130932132): its error is of the
 * size e^(−2πw/h) for step h and strips of half-width w in ξ. Step and ends are chosen for errors
 * below rounding.
 *
 * @param strip half-width of the strip about the real line in which σ is analytic
 */
record QuadratureDual(Activation activation, double strip) implements DualActivation {
  /** Exponent of the error that is aimed at, with room for the growth of derivatives. */
  private static final double DIGITS = 52;

  /** Ends of the integrals, in standard deviations. */
  private static final double END = 8.5;

  private static final double LARGEST_STEP = 0.5;

  @Override
  public int mostDerivatives() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Moments moments(
      DerivativeStructure q, DerivativeStructure s, DerivativeStructure r, int first, int second) {
    int both = first + second;
    double[][] f =
        expectations(q.getValue(), s.getValue(), r.getValue(), 1 + both + first, 1 + both + second);
    DerivativeStructure[] dq = powers(q, first);
    DerivativeStructure[] ds = powers(s, both);
    DerivativeStructure[] dr = powers(r, second);
    DerivativeStructure value = q.getFactory().constant(0);
    DerivativeStructure slope = value;
    for (int c = 0; c <= both; c++) {
      for (int a = 0; a <= Math.min(first, both - c); a++) {
        DerivativeStructure left = ds[c].multiply(dq[a]);
        for (int b = 0; b <= Math.min(second, both - c - a); b++) {
          DerivativeStructure power = left.multiply(dr[b]);
          int i = 2 * a + c;
          int j = 2 * b + c;
          double scale = 1.0 / (1 << a + b);
          value = value.add(power.multiply(scale * f[i][j]));
          slope = slope.add(power.multiply(scale * f[i + 1][j + 1]));
        }
      }
    }
    return new Moments(value, slope);
  }

  /** (q − q_0)^k / k! for k = 0 … most. */
  private static DerivativeStructure[] powers(DerivativeStructure q, int most) {
    DerivativeStructure[] powers = new DerivativeStructure[most + 1];
    powers[0] = q.getFactory().constant(1);
    DerivativeStructure rest = q.subtract(q.getValue());
    for (int k = 1; k <= most; k++) {
      powers[k] = powers[k - 1].multiply(rest).multiply(1.0 / k);
    }
    return powers;
  }

  /** E[σ^(i)(u) σ^(j)(v)] for i and j up to their orders. */
  private double[][] expectations(double q, double s, double r, int mostI, int mostJ) {
    double step =
        Math.min(LARGEST_STEP, 2 * Math.PI * strip / (DIGITS * Math.sqrt(Math.max(q, r))));
    int half = (int) Math.ceil(END / step);
    int n = 2 * half + 1;
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int k = 0; k < n; k++) {
      nodes[k] = (k - half) * step;
      weights[k] = step * StrictMath.exp(-0.5 * nodes[k] * nodes[k]) / StrictMath.sqrt(2 * Math.PI);
    }
    double slope = s / Math.sqrt(q);
    double spread = Math.sqrt(Math.max(0, r - slope * slope));
    ActivationDerivatives u = new ActivationDerivatives(activation, mostI, n);
    u.evaluate(nodes, 0, Math.sqrt(q));
    ActivationDerivatives v = new ActivationDerivatives(activation, mostJ, n);
    double[][] sums = new double[mostI + 1][mostJ + 1];
    for (int k = 0; k < n; k++) {
      v.evaluate(nodes, slope * nodes[k], spread);
      for (int j = 0; j <= mostJ; j++) {
        double inner = weights[k] * OPS.dot(n, weights, 0, v.values(), v.plane(j));
        for (int i = 0; i <= mostI; i++) {
          sums[i][j] = Math.fma(u.values()[u.plane(i) + k], inner, sums[i][j]);
        }
      }
    }
    return sums;
  }
}
