package org.poise.ntk.internal;

import org.hipparchus.analysis.differentiation.DerivativeStructure;

/** σ = sin: e^(−(q+r)/2) sinh s, and e^(−(q+r)/2) cosh s. */
record SineDual() implements DualActivation {
  @Override
  public Moments moments(
      DerivativeStructure q, DerivativeStructure s, DerivativeStructure r, int first, int second) {
    // Exponents of one sign each: q + r ≥ 2|s|, so neither overflows.
    DerivativeStructure mean = q.add(r).multiply(-0.5);
    DerivativeStructure difference = mean.add(s).exp().multiply(0.5);
    DerivativeStructure sum = mean.subtract(s).exp().multiply(0.5);
    return new Moments(difference.subtract(sum), difference.add(sum));
  }

  @Override
  public int mostDerivatives() {
    return Integer.MAX_VALUE;
  }
}
