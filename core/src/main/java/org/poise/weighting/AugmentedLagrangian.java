package org.poise.weighting;

import java.util.Map;
import org.poise.residual.Block;

/**
 * Conditions as constraints: L = Σ_equations λ_i (1/N_i) Σ_j r_j² + Σ_conditions λ_i (1/N_i) Σ_j
 * (μ/2 r_j² + ν_j r_j), with a multiplier ν_j for every point of a condition. Every k steps ν_j ←
 * ν_j + μ r_j, then μ ← min(growth · μ, most). Basir and Senocak, arXiv:2109.14860, with the means
 * of the terms in place of their sums. Conditions are the equations on faces, points and periodic
 * pairs. Needs points that stay.
 *
 * @param with the scheme for the groups
 * @param penalty μ at the start, above 0
 * @param growth factor of μ at each update, at least 1
 * @param most largest μ
 * @param every steps between updates of the multipliers
 */
public record AugmentedLagrangian(
    GroupWeighting with, double penalty, double growth, double most, int every)
    implements PointWeighting {

  /** Checks the ranges. */
  public AugmentedLagrangian {
    Checks.positive("penalty", penalty);
    Checks.positive("most", most);
    Checks.every(every);
    if (!(growth >= 1 && growth < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("growth must be at least 1, not " + growth);
    }
  }

  @Override
  public String label() {
    return "augmented-lagrangian";
  }

  @Override
  public Weigher startPoints(WeighingStart start) {
    return new AtWork(this, start);
  }

  private static final class AtWork implements Weigher {
    private static final String PENALTY = "penalty";

    private final AugmentedLagrangian scheme;
    private final WeighingStart start;
    private double penalty;
    private boolean started;

    AtWork(AugmentedLagrangian scheme, WeighingStart start) {
      this.scheme = scheme;
      this.start = start;
      penalty = scheme.penalty();
    }

    @Override
    public int every() {
      return scheme.every();
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      double[] factors = weights.ownFactors();
      double[] multipliers = weights.ownOffsets();
      double before = penalty;
      if (started) {
        penalty = Math.min(scheme.growth() * penalty, Math.max(scheme.most(), penalty));
      }
      for (Block block : at.blocks()) {
        if (start.interior().contains(block.name())) {
          continue;
        }
        for (int j = block.start(); j < block.end(); j++) {
          if (started) {
            multipliers[j] += before * at.residuals()[j];
          }
          factors[j] = penalty / 2;
        }
      }
      started = true;
    }

    @Override
    public Map<String, double[]> save() {
      return Map.of(PENALTY, new double[] {penalty});
    }

    @Override
    public void restore(Map<String, double[]> state) {
      penalty = Checks.saved(state, PENALTY)[0];
      started = true;
    }
  }
}
