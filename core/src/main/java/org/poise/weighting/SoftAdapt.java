package org.poise.weighting;

import java.util.List;
import java.util.Map;

/**
 * SoftAdapt: weights from the rates of change of the losses, λ = n softmax(β s) with s_i = L_i(t) −
 * L_i(t − k) over the sum of their absolute values; what falls more slowly gets more weight.
 * Heydari, Thompson and Mehmood, arXiv:1912.12355, the normalised variant, times n so that the
 * weights' mean is 1. All weights are 1 until there are two losses.
 *
 * @param beta β; 0 gives equal weights
 * @param every steps k between updates
 */
public record SoftAdapt(double beta, int every) implements GroupWeighting {

  /** Checks the ranges. */
  public SoftAdapt {
    Checks.every(every);
    if (!(Math.abs(beta) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta must be a finite number, not " + beta);
    }
  }

  @Override
  public String label() {
    return "softadapt";
  }

  @Override
  public List<Weigher> start(WeighingStart start) {
    return List.of(new AtWork(this));
  }

  private static final class AtWork implements Weigher {
    private static final String LAST = "losses";

    private final SoftAdapt scheme;
    private double[] last = new double[0];

    AtWork(SoftAdapt scheme) {
      this.scheme = scheme;
    }

    @Override
    public int every() {
      return scheme.every();
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      double[] losses = weights.losses(at);
      double[] scores = new double[losses.length];
      double size = 0;
      for (int i = 0; i < scores.length && last.length > 0; i++) {
        scores[i] = losses[i] - last[i];
        size += Math.abs(scores[i]);
      }
      for (int i = 0; i < scores.length && size > 0; i++) {
        scores[i] *= scheme.beta() / size;
      }
      last = losses;
      weights.byGroup(Softmax.meanOne(scores));
    }

    @Override
    public Map<String, double[]> save() {
      return Map.of(LAST, last.clone());
    }

    @Override
    public void restore(Map<String, double[]> state) {
      last = Checks.saved(state, LAST);
    }
  }
}
