package org.poise.ntk;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.poise.residual.ResidualMap;

/**
 * Traces carried along in time: the last estimate is the prediction, corrected by the change of a
 * sketch along the step that training takes anyway. K̂_{t+1} = K̂_t + Ŝ_ω(θ_{t+1}) − Ŝ_ω(θ_t), with
 * the same ω on both sides, drawn after θ_{t+1} is fixed, on the points of the last refresh: a
 * control variate, whose error is that of the change alone. Unbiased if K̂_t is; since variances
 * add up, the exact traces are taken again every {@code refresh} updates, and at once when a trace
 * comes out not positive. A reading of Hirsch and Pichi, arXiv:2511.15530.
 *
 * @param sketch how a change is found; its probes are a fixed number
 * @param refresh updates from one refresh to the next, at least 1
 */
public record TrackedTraces(ParameterSketch sketch, int refresh) implements TraceEstimator {

  /** Checks the ranges. */
  public TrackedTraces {
    if (sketch.probes().isAuto()) {
      throw new IllegalArgumentException("probes of tracked traces must be a number, not auto");
    }
    if (refresh < 1) {
      throw new IllegalArgumentException("refresh must be at least 1 update, not " + refresh);
    }
  }

  @Override
  public String label() {
    return "tracked";
  }

  @Override
  public TraceEstimation start(long seed) {
    return new Estimation(this, seed);
  }

  private static final class Estimation implements TraceEstimation {
    private static final String THETA = "tracked.theta";
    private static final String TRACES = "tracked.traces";
    private static final String VARIANCES = "tracked.variances";
    private static final String COUNTS = "tracked.counts";
    private static final String FACTORS = "tracked.factors";

    private final TrackedTraces tracked;
    private final long seed;
    private final ProbeSums sums = new ProbeSums();
    private final DirectionalDerivative derivative;

    private double[] theta = new double[0];
    private double[] traces = new double[0];
    private double[] variances = new double[0];
    private double @Nullable [] factors;
    private long sinceRefresh;
    private long round = -1;
    private @Nullable ResidualMap map;

    /** Whether {@code before} holds the residuals of the last point; they are not saved. */
    private boolean beforeKnown;

    private double[] omega = new double[0];
    private double[] before = new double[0];
    private double[] now = new double[0];
    private double[] y = new double[0];

    Estimation(TrackedTraces tracked, long seed) {
      this.tracked = tracked;
      this.seed = seed;
      derivative =
          new DirectionalDerivative(tracked.sketch().derivative(), tracked.sketch().step());
    }

    @Override
    public boolean wantsRowNorms() {
      return traces.length == 0 || sinceRefresh + 1 >= tracked.refresh();
    }

    @Override
    public TraceEstimate estimate(TracePoint at) {
      long start = System.nanoTime();
      boolean due = wantsRowNorms();
      sinceRefresh++;
      if (due || !sameRows(at)) {
        return refresh(at);
      }
      double sweeps = correct(at);
      remember(at);
      for (double trace : traces) {
        if (!(trace > 0)) {
          return refresh(at);
        }
      }
      double[] errors = new double[variances.length];
      for (int i = 0; i < errors.length; i++) {
        errors[i] = Math.sqrt(variances[i]);
      }
      return new TraceEstimate(
          traces.clone(),
          errors,
          tracked.sketch().probes().count(),
          sweeps,
          (System.nanoTime() - start) / 1e9,
          derivative.warning());
    }

    private TraceEstimate refresh(TracePoint at) {
      TraceEstimate exact = ExactTraces.measure(at);
      traces = exact.traces().clone();
      variances = new double[traces.length];
      remember(at);
      sinceRefresh = 0;
      beforeKnown = false;
      if (round != at.round() || map == null) {
        round = at.round();
        map = at.maps().apply(round);
      }
      return exact;
    }

    /**
     * Whether factors of the rows, if there are any, mean the rows of the last refresh. Without
     * factors, traces go on on the points of then.
     */
    private boolean sameRows(TracePoint at) {
      return at.rowWeights() == null && factors == null || at.round() == round;
    }

    private void remember(TracePoint at) {
      if (theta.length != at.theta().length) {
        theta = new double[at.theta().length];
      }
      System.arraycopy(at.theta(), 0, theta, 0, theta.length);
      double[] now = at.rowWeights();
      factors = now == null ? null : now.clone();
    }

    /** Adds the change of the sketch since the last point; returns what that cost in sweeps. */
    private double correct(TracePoint at) {
      if (map == null) {
        map = at.maps().apply(round);
      }
      ResidualMap fixed = Objects.requireNonNull(map);
      int rows = fixed.blocks().rows();
      if (omega.length != theta.length || y.length != rows) {
        omega = new double[theta.length];
        before = new double[rows];
        now = new double[rows];
        y = new double[rows];
        beforeKnown = false;
      }
      if (!beforeKnown) {
        fixed.residuals(theta, before);
      }
      fixed.residuals(at.theta(), now);
      int count = tracked.sketch().probes().count();
      double[] past = new double[traces.length];
      double[] present = new double[traces.length];
      sums.start(traces.length);
      for (int k = 0; k < count; k++) {
        RandomGenerator random = ProbeEstimation.stream(seed, at.step(), k);
        tracked.sketch().distribution().draw(random, omega.length, omega, 0);
        derivative.apply(fixed, theta, before, omega, y);
        BlockTraces.products(fixed.blocks(), y, y, factors, past);
        derivative.apply(fixed, at.theta(), now, omega, y);
        BlockTraces.products(fixed.blocks(), y, y, at.rowWeights(), present);
        for (int i = 0; i < present.length; i++) {
          present[i] -= past[i];
        }
        sums.add(present);
      }
      double[] change = sums.means();
      double[] errors = sums.spread();
      for (int i = 0; i < traces.length; i++) {
        traces[i] += change[i];
        // The square of a single change bounds its variance from above on the mean.
        variances[i] += count > 1 ? errors[i] * errors[i] : change[i] * change[i];
      }
      double base = beforeKnown ? 1 : 2;
      double[] swap = before;
      before = now;
      now = swap;
      beforeKnown = true;
      return base + 2 * count * derivative.sweeps();
    }

    @Override
    public String used() {
      return tracked.label();
    }

    @Override
    public Map<String, double[]> save() {
      Map<String, double[]> state = new TreeMap<>();
      state.put(THETA, theta.clone());
      state.put(TRACES, traces.clone());
      state.put(VARIANCES, variances.clone());
      if (factors != null) {
        state.put(FACTORS, factors.clone());
      }
      state.put(COUNTS, new double[] {sinceRefresh, round});
      return state;
    }

    @Override
    public void restore(Map<String, double[]> state) {
      theta = state.getOrDefault(THETA, new double[0]).clone();
      traces = state.getOrDefault(TRACES, new double[0]).clone();
      variances = state.getOrDefault(VARIANCES, new double[0]).clone();
      double[] counts = state.getOrDefault(COUNTS, new double[] {0, -1});
      sinceRefresh = (long) counts[0];
      round = (long) counts[1];
      double[] saved = state.get(FACTORS);
      factors = saved == null ? null : saved.clone();
      map = null;
      beforeKnown = false;
    }
  }
}
