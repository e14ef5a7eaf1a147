package org.poise.weighting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.TraceEstimate;
import org.poise.ntk.TraceEstimation;
import org.poise.ntk.TraceEstimator;

/**
 * Weights from the traces of the neural tangent kernel. With κ_i as in {@link Convention}, summed
 * over the blocks of group i, every k steps λ ← α λ + (1 − α) λ̂ for exact traces, and for
 * estimates κ ← α κ + (1 − α) κ̂ with λ from κ, since the mean of 1/κ̂ need not exist.
 *
 * @param estimator how the traces are found
 * @param convention which published formula gives λ̂ from them
 * @param every steps between updates, k ≥ 1
 * @param momentum α of the moving average, 0 ≤ α &lt; 1; 0 takes each estimate as it is
 */
public record NtkWeighting(
    TraceEstimator estimator, Convention convention, int every, double momentum)
    implements GroupWeighting {

  /** Checks the ranges. */
  public NtkWeighting {
    Checks.every(every);
    Checks.momentum(momentum);
  }

  /** Exact traces, convention {@code wang}, every 100 steps, no moving average. */
  public static NtkWeighting exact() {
    return new NtkWeighting(new ExactTraces(), Convention.WANG, 100, 0);
  }

  @Override
  public String label() {
    return "ntk";
  }

  @Override
  public List<Weigher> start(WeighingStart start) {
    return List.of(new AtWork(this, estimator.start(start.seed())));
  }

  private static final class AtWork implements Weigher {
    private static final String KAPPA = "kappa";

    private final NtkWeighting scheme;
    private final TraceEstimation estimation;
    private boolean started;
    private double[] kappa = new double[0];
    private @Nullable TraceEstimate last;

    AtWork(NtkWeighting scheme, TraceEstimation estimation) {
      this.scheme = scheme;
      this.estimation = estimation;
    }

    @Override
    public int every() {
      return scheme.every();
    }

    @Override
    public boolean wantsRowNorms() {
      return estimation.wantsRowNorms();
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      TraceEstimate estimate = estimation.estimate(at.tracesWith(weights.factors()));
      last = estimate;
      Groups groups = weights.groups();
      double[] next = groups.sum(estimate.traces());
      if (scheme.estimator() instanceof ExactTraces) {
        double[] target = scheme.convention().weights(groups, next);
        if (started) {
          average(weights.byGroup(), target);
        }
        weights.byGroup(target);
      } else {
        double[] former = kappa;
        kappa = next.clone();
        if (started) {
          average(former, kappa);
        }
        keepPositive(former, groups);
        weights.byGroup(scheme.convention().weights(groups, kappa));
      }
      started = true;
    }

    /** next ← α former + (1 − α) next. */
    private void average(double[] former, double[] next) {
      double alpha = scheme.momentum();
      for (int g = 0; g < next.length; g++) {
        next[g] = alpha * former[g] + (1 - alpha) * next[g];
      }
    }

    /** An estimate may come out negative; a trace is not. */
    private void keepPositive(double[] former, Groups groups) {
      for (int g = 0; g < kappa.length; g++) {
        if (kappa[g] < 0) {
          if (!started) {
            throw new ZeroTraceException(
                groups.names().get(g),
                "the first estimate of the tangent kernel's trace for '"
                    + groups.names().get(g)
                    + "' came out negative; take more probes, or another estimator");
          }
          kappa[g] = former[g];
        }
      }
    }

    @Override
    public @Nullable TraceEstimate traces() {
      return last;
    }

    @Override
    public String estimator() {
      return estimation.used();
    }

    @Override
    public Map<String, double[]> save() {
      Map<String, double[]> state = new TreeMap<>(estimation.save());
      state.put(KAPPA, kappa.clone());
      return state;
    }

    @Override
    public void restore(Map<String, double[]> state) {
      kappa = Checks.saved(state, KAPPA);
      estimation.restore(state);
      started = true;
    }
  }
}
