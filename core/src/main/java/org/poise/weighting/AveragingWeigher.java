package org.poise.weighting;

import java.util.Map;

/** λ ← α λ + (1 − α) λ̂, and λ̂ itself at the first update. */
abstract class AveragingWeigher implements Weigher {
  private final int every;
  private final double momentum;
  private boolean started;

  AveragingWeigher(int every, double momentum) {
    this.every = every;
    this.momentum = momentum;
  }

  /** λ̂, one for each group. */
  abstract double[] target(WeighingPoint at, Weights weights);

  @Override
  public final int every() {
    return every;
  }

  @Override
  public final void update(WeighingPoint at, Weights weights) {
    double[] target = target(at, weights);
    if (started) {
      for (int g = 0; g < target.length; g++) {
        target[g] = momentum * weights.byGroup()[g] + (1 - momentum) * target[g];
      }
    }
    started = true;
    weights.byGroup(target);
  }

  static ZeroTraceException zero(String group, String scheme) {
    return new ZeroTraceException(
        group,
        "the gradient of '"
            + group
            + "' is 0, so it gets no weight by "
            + scheme
            + "; remove the term or use fixed weights");
  }

  @Override
  public Map<String, double[]> save() {
    return Map.of();
  }

  @Override
  public void restore(Map<String, double[]> state) {
    started = true;
  }
}
