package org.poise.weighting;

import java.util.ArrayList;
import java.util.List;

/** A scheme that works point by point, on top of one for the groups. */
public sealed interface PointWeighting extends LossWeighting
    permits CausalWeighting, ResidualAttention, SelfAdaptiveWeighting, AugmentedLagrangian {

  /** The scheme that gives the groups their weights. */
  GroupWeighting with();

  /** Starts what works point by point, without the scheme for the groups. */
  Weigher startPoints(WeighingStart start);

  @Override
  default List<Weigher> start(WeighingStart start) {
    List<Weigher> weighers = new ArrayList<>();
    weighers.add(startPoints(start));
    weighers.addAll(with().start(start));
    return weighers;
  }
}
