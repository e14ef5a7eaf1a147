package org.poise.weighting;

import java.util.Objects;
import org.poise.ntk.TraceEstimator;

/**
 * Weights from the traces of the neural tangent kernel. With κ_i as in {@link Convention}, summed
 * over the blocks of group i, λ ← α λ + (1 − α) λ̂ every k steps.
 *
 * @param estimator how the traces are found
 * @param convention which published formula gives λ̂ from them
 * @param every steps between updates, k ≥ 1
 * @param momentum α of the moving average, 0 ≤ α &lt; 1; 0 takes λ̂ as it is
 */
public record NtkWeighting(
    TraceEstimator estimator, Convention convention, int every, double momentum)
    implements LossWeighting {

  /** Checks the ranges. */
  public NtkWeighting {
    if (every < 1) {
      throw new IllegalArgumentException("every must be at least 1 step, not " + every);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1), not " + momentum);
    }
  }

  /** Exact traces, convention {@code wang}, every 100 steps, no moving average. */
  public static NtkWeighting exact() {
    return new NtkWeighting(new TraceEstimator.Exact(), Convention.WANG, 100, 0);
  }

  @Override
  public String label() {
    return "ntk";
  }

  @Override
  public boolean needsTraces() {
    return true;
  }

  /** λ̂ at the first update, α λ + (1 − α) λ̂ afterwards. */
  @Override
  public double[] update(Measurement measurement) {
    Groups groups = measurement.groups();
    double[] target =
        convention.weights(groups, groups.sum(Objects.requireNonNull(measurement.traces())));
    if (!measurement.first()) {
      for (int g = 0; g < target.length; g++) {
        target[g] = momentum * measurement.weights()[g] + (1 - momentum) * target[g];
      }
    }
    return target;
  }
}
