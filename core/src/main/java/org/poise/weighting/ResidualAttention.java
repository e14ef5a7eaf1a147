package org.poise.weighting;

import java.util.Map;
import org.poise.residual.Block;

/**
 * Residual-based attention: every point has a weight α_j ← γ α_j + η |r_j| / max|r|, the largest
 * over its equation, and the loss is the mean of (α_j r_j)². Anagnostopoulos, Toscano, Stergiopulos
 * and Karniadakis, arXiv:2307.00379, equation (5). Weights start at 1 (ours; the plain loss). Needs
 * points that stay.
 *
 * @param with the scheme for the groups
 * @param gamma decay γ in [0, 1]
 * @param eta rate η above 0; weights stay below η/(1−γ)
 */
public record ResidualAttention(GroupWeighting with, double gamma, double eta)
    implements PointWeighting {

  /** Checks the ranges. */
  public ResidualAttention {
    Checks.share("gamma", gamma);
    Checks.positive("eta", eta);
  }

  @Override
  public String label() {
    return "residual-attention";
  }

  @Override
  public Weigher startPoints(WeighingStart start) {
    return new AtWork(this);
  }

  private record AtWork(ResidualAttention scheme) implements Weigher {
    @Override
    public int every() {
      return 1;
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      double[] factors = weights.ownFactors();
      for (Block block : at.blocks()) {
        double largest = 0;
        for (int j = block.start(); j < block.end(); j++) {
          largest = Math.max(largest, Math.abs(at.residuals()[j]));
        }
        for (int j = block.start(); j < block.end(); j++) {
          double share = largest > 0 ? Math.abs(at.residuals()[j]) / largest : 0;
          double attention = scheme.gamma() * Math.sqrt(factors[j]) + scheme.eta() * share;
          factors[j] = attention * attention;
        }
      }
    }

    @Override
    public Map<String, double[]> save() {
      return Map.of();
    }

    @Override
    public void restore(Map<String, double[]> state) {
      // The factors are saved with the weights.
    }
  }
}
