package org.poise.weighting;

/**
 * A rule that gives every group of loss terms its weight λ.
 *
 * <p>The trainer measures at step 0, before the first step, with a sweep of its own, and from then
 * on at every multiple of {@link #every}, with the sweep of the step itself: what is measured there
 * comes with the gradient, so the new weights hold from the following step on.
 */
public sealed interface LossWeighting permits Fixed, NtkWeighting, LossWeighting.Custom {

  /** The name of the rule in a problem file or a message. */
  String label();

  /** Steps between updates; 0 if the weights of step 0 stay. */
  int every();

  /** Whether the rule needs the traces of the tangent kernel's diagonal blocks. */
  boolean needsTraces();

  /**
   * The weights that follow from a measurement.
   *
   * @return one for each group; not the array that the measurement holds
   * @throws ZeroTraceException if a group's trace is 0
   */
  double[] update(Measurement measurement);

  /** A rule of the user's own; it keeps nothing from one update to the next. */
  non-sealed interface Custom extends LossWeighting {}
}
