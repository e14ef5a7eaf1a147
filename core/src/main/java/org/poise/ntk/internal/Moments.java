package org.poise.ntk.internal;

import org.hipparchus.analysis.differentiation.DerivativeStructure;

/**
 * What one layer makes of a covariance: for Gaussian (u, v),
 *
 * @param value E[σ(u) σ(v)]
 * @param slope E[σ'(u) σ'(v)]
 */
record Moments(DerivativeStructure value, DerivativeStructure slope) {}
