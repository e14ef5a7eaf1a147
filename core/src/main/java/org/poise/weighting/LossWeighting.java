package org.poise.weighting;

import java.util.List;

/**
 * A scheme that gives the terms of the loss their weights: one λ for every group of terms, or, on
 * top of another scheme, factors and offsets of single points.
 *
 * <p>The trainer measures at step 0, before the first step, with a sweep of its own, and from then
 * on at every multiple of {@link Weigher#every}, with the sweep of the step itself: what is
 * measured there comes with the gradient, so the new weights hold from the following step on.
 */
public sealed interface LossWeighting permits GroupWeighting, PointWeighting, LossWeighting.Custom {

  /** The name of the scheme in a problem file or a message. */
  String label();

  /** Starts the scheme: the weighers that work one after the other. */
  List<Weigher> start(WeighingStart start);

  /** A scheme of the user's own. */
  non-sealed interface Custom extends LossWeighting {}
}
