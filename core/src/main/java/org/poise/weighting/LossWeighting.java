package org.poise.weighting;

/** A rule that gives every group of loss terms its weight λ. */
public sealed interface LossWeighting permits Fixed, NtkWeighting, LossWeighting.Custom {

  /** The name of the rule in a problem file or a message. */
  String label();

  /** A rule of the user's own. */
  non-sealed interface Custom extends LossWeighting {}
}
