package org.poise.weighting;

import java.util.List;

/**
 * Learning-rate annealing: λ̂_i = max|∇L_r| / mean|∇L_i| over the parameters, with r a group of
 * reference whose weight is 1, and λ ← α λ + (1 − α) λ̂ every k steps. Wang, Teng and Perdikaris,
 * doi:10.1137/20M1318043, algorithm 1; defaults as in its code, k = 10 and α = 0.9.
 *
 * @param reference name of the group r; empty for that of the first equation
 * @param every steps between updates, k ≥ 1
 * @param momentum α, 0 ≤ α &lt; 1
 */
public record LearningRateAnnealing(String reference, int every, double momentum)
    implements GroupWeighting {

  /** Checks the ranges. */
  public LearningRateAnnealing {
    Checks.every(every);
    Checks.momentum(momentum);
  }

  @Override
  public String label() {
    return "learning-rate-annealing";
  }

  @Override
  public List<Weigher> start(WeighingStart start) {
    int index = reference.isEmpty() ? 0 : start.groups().names().indexOf(reference);
    if (index < 0) {
      throw new IllegalArgumentException(
          "reference '"
              + reference
              + "' is no group of terms; there are "
              + start.groups().names());
    }
    return List.of(new AtWork(this, index));
  }

  private static final class AtWork extends AveragingWeigher {
    private final int reference;
    private final GroupGradients gradients = new GroupGradients();

    AtWork(LearningRateAnnealing scheme, int reference) {
      super(scheme.every(), scheme.momentum());
      this.reference = reference;
    }

    @Override
    double[] target(WeighingPoint at, Weights weights) {
      Groups groups = weights.groups();
      double[] g = gradients.of(at, weights, true);
      int p = at.map().parameters();
      double largest = 0;
      for (int k = reference * p; k < (reference + 1) * p; k++) {
        largest = Math.max(largest, Math.abs(g[k]));
      }
      double[] target = new double[groups.size()];
      for (int i = 0; i < target.length; i++) {
        double mean = 0;
        for (int k = i * p; k < (i + 1) * p; k++) {
          mean += Math.abs(g[k]) / p;
        }
        if (mean == 0) {
          throw zero(groups.names().get(i), "learning-rate-annealing");
        }
        target[i] = i == reference ? 1 : largest / mean;
      }
      return target;
    }
  }
}
