package org.poise.residual;

/**
 * What a network's jets carry. The residuals are the same but for rounding, and so are gradients,
 * row norms and kernels.
 */
public enum JetComponents {
  /**
   * One component for a linear combination of derivatives with constant weights, where formulas use
   * these derivatives through it alone: u_t − 4 u_xx takes one component and not two.
   */
  COLLAPSED,
  /** One component for each derivative. */
  SEPARATE
}
