package org.poise.ntk.internal;

import org.hipparchus.analysis.differentiation.DerivativeStructure;

/**
 * σ = erf, with D = (1 + 2q)(1 + 2r): 2/π asin(2s/√D) (Williams 1998, doi
 * 10.1162/089976698300017412, equation 11), and 4/π (D − 4s²)^(−½).
 */
record ErfDual() implements DualActivation {
  @Override
  public Moments moments(
      DerivativeStructure q, DerivativeStructure s, DerivativeStructure r, int first, int second) {
    DerivativeStructure d = q.multiply(2).add(1).multiply(r.multiply(2).add(1));
    DerivativeStructure twice = s.multiply(2);
    return new Moments(
        twice.divide(d.sqrt()).asin().multiply(2 / Math.PI),
        d.subtract(twice.multiply(twice)).sqrt().reciprocal().multiply(4 / Math.PI));
  }

  @Override
  public int mostDerivatives() {
    return Integer.MAX_VALUE;
  }
}
