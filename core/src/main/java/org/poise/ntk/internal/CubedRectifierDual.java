package org.poise.ntk.internal;

import java.util.Arrays;
import org.hipparchus.analysis.differentiation.DerivativeStructure;

/**
 * σ = max(x, 0)³: with c = s/√(qr) the correlation, (qr)^(3/2) J₃(c)/2π and 9 qr J₂(c)/2π, where Jₙ
 * are the arc-cosine kernels (Cho and Saul 2009, equations 3 to 6), for which dJₙ/dc = n² Jₙ₋₁.
 *
 * <p>Where two points are one, c is at its greatest value, 1, and its first derivatives vanish.
 * With two derivatives by each point only derivatives of Jₙ that are finite there remain; the
 * others meet factors 0 and are left out.
 */
record CubedRectifierDual() implements DualActivation {
  /**
   * Correlations that near to 1 are taken for 1, since the angle has lost half its digits there. It
   * changes the angle by less than 1e-7.
   */
  private static final double ROUNDING = 4e-15;

  @Override
  public Moments moments(
      DerivativeStructure q, DerivativeStructure s, DerivativeStructure r, int first, int second) {
    DerivativeStructure variances = q.multiply(r);
    DerivativeStructure root = variances.sqrt();
    DerivativeStructure c = s.divide(root);
    double[] j3 = derivatives(c.getValue());
    double[] j2 = new double[j3.length];
    for (int k = 0; k + 1 < j2.length; k++) {
      j2[k] = j3[k + 1] / 9;
    }
    int orders = c.getOrder() + 1;
    return new Moments(
        variances
            .multiply(root)
            .multiply(c.compose(Arrays.copyOf(j3, orders)))
            .multiply(0.5 / Math.PI),
        variances.multiply(c.compose(Arrays.copyOf(j2, orders))).multiply(4.5 / Math.PI));
  }

  /** J₃ and its first five derivatives by c; 0 in place of those that are infinite. */
  private static double[] derivatives(double correlation) {
    boolean one = correlation >= 1 - ROUNDING;
    double c = one ? 1 : Math.max(correlation, -1);
    double sine = one ? 0 : Math.sqrt((1 - c) * (1 + c));
    double j0 = Math.PI - StrictMath.acos(c);
    double[] all = {
      sine * (4 + 11 * c * c) + j0 * c * (9 + 6 * c * c),
      9 * (3 * sine * c + j0 * (1 + 2 * c * c)),
      36 * (sine + j0 * c),
      36 * j0,
      0,
      0
    };
    if (sine > 0) {
      all[4] = 36 / sine;
      all[5] = 36 * c / (sine * sine * sine);
    }
    return all;
  }

  @Override
  public int mostDerivatives() {
    return 2;
  }
}
