package org.poise.weighting;

import java.util.Map;
import java.util.TreeMap;
import org.poise.residual.Block;

/**
 * Self-adaptive weights: a saddle point, minimal over θ and maximal over a weight α_j of every
 * point, of L = Σ_i λ_i (1/N_i) Σ_j α_j² r_j². Adam goes up over α beside the optimiser of θ.
 * McClenny and Braga-Neto, arXiv:2009.04544, with the mask α². Weights start at 1. Needs points
 * that stay.
 *
 * @param with the scheme for the groups
 * @param rate Adam's rate for α
 */
public record SelfAdaptiveWeighting(GroupWeighting with, double rate) implements PointWeighting {

  /** Checks the range. */
  public SelfAdaptiveWeighting {
    Checks.positive("rate", rate);
  }

  @Override
  public String label() {
    return "self-adaptive";
  }

  @Override
  public Weigher startPoints(WeighingStart start) {
    return new AtWork(this);
  }

  private static final class AtWork implements Weigher {
    private static final String ALPHA = "alpha";

    private final AdamVector adam;
    private double[] alpha = new double[0];

    AtWork(SelfAdaptiveWeighting scheme) {
      adam = new AdamVector(scheme.rate());
    }

    @Override
    public int every() {
      return 1;
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      double[] factors = weights.ownFactors();
      if (alpha.length != factors.length) {
        alpha = factors.clone();
        return;
      }
      double[] descent = new double[alpha.length];
      for (int i = 0; i < at.blocks().size(); i++) {
        Block block = at.blocks().get(i);
        double scale = weights.byGroup()[weights.groups().ofBlock(i)] / block.count();
        for (int j = block.start(); j < block.end(); j++) {
          double r = at.residuals()[j];
          descent[j] = -2 * scale * alpha[j] * r * r;
        }
      }
      adam.step(alpha, descent);
      for (int j = 0; j < alpha.length; j++) {
        factors[j] = alpha[j] * alpha[j];
      }
    }

    @Override
    public Map<String, double[]> save() {
      Map<String, double[]> state = new TreeMap<>();
      state.put(ALPHA, alpha.clone());
      adam.save(state);
      return state;
    }

    @Override
    public void restore(Map<String, double[]> state) {
      alpha = Checks.saved(state, ALPHA);
      adam.restore(state);
    }
  }
}
