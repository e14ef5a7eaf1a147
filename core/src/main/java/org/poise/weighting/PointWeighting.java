package org.poise.weighting;

/** A scheme that works point by point, on top of one for the groups. */
public sealed interface PointWeighting extends LossWeighting
    permits CausalWeighting, ResidualAttention, SelfAdaptiveWeighting, AugmentedLagrangian {

  /** The scheme that gives the groups their weights. */
  GroupWeighting with();
}
