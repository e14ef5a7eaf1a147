package org.poise.ntk.internal;

import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.poise.network.Activation;

/**
 * E[σ(u) σ(v)] and E[σ'(u) σ'(v)] for Gaussian (u, v) of mean 0 as functions of the covariances
 * E[u²] = q, E[uv] = s, E[v²] = r (the dual activation of Daniely, Frostig and Singer,
 * arXiv:1602.05897), on jets: q depends on x alone, r on y alone, s on both.
 */
sealed interface DualActivation permits ErfDual, SineDual, CubedRectifierDual, QuadratureDual {
  /**
   * The jets of both expectations. They are right up to {@code first} derivatives by x and {@code
   * second} by y; what the jets hold beyond is without meaning, here and in the arguments.
   *
   * @param first at most {@link #mostDerivatives}
   * @param second at most {@link #mostDerivatives}
   */
  Moments moments(
      DerivativeStructure q, DerivativeStructure s, DerivativeStructure r, int first, int second);

  /** The highest order of derivatives by one point. */
  int mostDerivatives();

  /** The one of an activation: in closed form where there is one. */
  static DualActivation of(Activation activation) {
    return switch (activation) {
      case ERF -> new ErfDual();
      case SIN -> new SineDual();
      case RELU3 -> new CubedRectifierDual();
      case TANH -> new QuadratureDual(activation, Math.PI / 2);
      case SILU, SOFTPLUS, GELU -> new QuadratureDual(activation, Math.PI);
    };
  }
}
