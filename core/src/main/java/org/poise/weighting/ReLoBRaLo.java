package org.poise.weighting;

import java.util.List;
import java.util.Map;
import org.poise.linalg.Streams;

/**
 * Relative loss balancing with random lookback: λ(t) = α (ρ λ(t−1) + (1−ρ) λ̂(t; 0)) + (1−α) λ̂(t;
 * t−1), with λ̂_i(t; t′) = n softmax_i(L_i(t) / (τ L_i(t′))) and ρ drawn as 1 with the probability
 * given, else 0. Bischof and Kraus, arXiv:2110.09813, equations (11) to (13).
 *
 * @param alpha α, how much of the past is kept
 * @param rho probability that ρ = 1, that is of no look back to the start
 * @param temperature τ
 * @param every steps between updates
 */
public record ReLoBRaLo(double alpha, double rho, double temperature, int every)
    implements GroupWeighting {

  /** Checks the ranges. */
  public ReLoBRaLo {
    Checks.share("alpha", alpha);
    Checks.share("rho", rho);
    Checks.positive("temperature", temperature);
    Checks.every(every);
  }

  @Override
  public String label() {
    return "relobralo";
  }

  @Override
  public List<Weigher> start(WeighingStart start) {
    return List.of(new AtWork(this, start.seed()));
  }

  private static final class AtWork implements Weigher {
    private static final String FIRST = "first";
    private static final String LAST = "last";

    private final ReLoBRaLo scheme;
    private final long seed;
    private double[] first = new double[0];
    private double[] last = new double[0];

    AtWork(ReLoBRaLo scheme, long seed) {
      this.scheme = scheme;
      this.seed = seed;
    }

    @Override
    public int every() {
      return scheme.every();
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      double[] losses = weights.losses(at);
      if (first.length == 0) {
        first = losses.clone();
        last = losses;
        weights.byGroup(Softmax.meanOne(new double[losses.length]));
        return;
      }
      double draw = Streams.of(seed, Streams.Purpose.LOOKBACK, at.step()).nextDouble();
      double[] recent = balanced(losses, last);
      double[] past = draw < scheme.rho() ? weights.byGroup() : balanced(losses, first);
      double[] next = new double[losses.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = scheme.alpha() * past[i] + (1 - scheme.alpha()) * recent[i];
      }
      last = losses;
      weights.byGroup(next);
    }

    private double[] balanced(double[] losses, double[] then) {
      double[] scores = new double[losses.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = then[i] > 0 ? losses[i] / (scheme.temperature() * then[i]) : 0;
      }
      return Softmax.meanOne(scores);
    }

    @Override
    public Map<String, double[]> save() {
      return Map.of(FIRST, first.clone(), LAST, last.clone());
    }

    @Override
    public void restore(Map<String, double[]> state) {
      first = Checks.saved(state, FIRST);
      last = Checks.saved(state, LAST);
    }
  }
}
