package org.poise.weighting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights as inverse variances that are trained with θ: with s_i = log σ_i², L = Σ_i ½ (e^{−s_i}
 * L_i + s_i), so λ_i = ½ e^{−s_i}; Adam lowers L over s as well. Kendall, Gal and Cipolla,
 * arXiv:1705.07115, equation (7); for PINNs Xiang and others, arXiv:2104.06217. s starts at 0.
 *
 * @param rate Adam's rate for s
 */
public record UncertaintyWeighting(double rate) implements GroupWeighting {

  /** Checks the range. */
  public UncertaintyWeighting {
    Checks.positive("rate", rate);
  }

  @Override
  public String label() {
    return "uncertainty";
  }

  @Override
  public List<Weigher> start(WeighingStart start) {
    return List.of(new AtWork(this, start.groups().size()));
  }

  private static final class AtWork implements Weigher {
    private static final String LOG_VARIANCES = "log-variances";

    private final AdamVector adam;
    private double[] s;
    private boolean started;

    AtWork(UncertaintyWeighting scheme, int groups) {
      adam = new AdamVector(scheme.rate());
      s = new double[groups];
    }

    @Override
    public int every() {
      return 1;
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      if (started) {
        double[] losses = weights.losses(at);
        double[] gradient = new double[s.length];
        for (int i = 0; i < s.length; i++) {
          gradient[i] = 0.5 - 0.5 * StrictMath.exp(-s[i]) * losses[i];
        }
        adam.step(s, gradient);
      }
      started = true;
      weights.byGroup(Arrays.stream(s).map(value -> 0.5 * StrictMath.exp(-value)).toArray());
    }

    @Override
    public Map<String, double[]> save() {
      Map<String, double[]> state = new TreeMap<>();
      state.put(LOG_VARIANCES, s.clone());
      adam.save(state);
      return state;
    }

    @Override
    public void restore(Map<String, double[]> state) {
      s = Checks.saved(state, LOG_VARIANCES);
      started = true;
      adam.restore(state);
    }
  }
}
