package org.poise.ntk;

import java.util.Map;

/**
 * The exact traces, summed from the row norms ‖∂r_j/∂θ‖² that the gradient sweep leaves behind. No
 * error and nearly no cost.
 */
public record ExactTraces() implements TraceEstimator {
  @Override
  public String label() {
    return "exact";
  }

  @Override
  public TraceEstimation start(long seed) {
    return new Estimation();
  }

  private static final class Estimation implements TraceEstimation {
    @Override
    public boolean wantsRowNorms() {
      return true;
    }

    @Override
    public TraceEstimate estimate(TracePoint at) {
      return measure(at);
    }

    @Override
    public String used() {
      return "exact";
    }

    @Override
    public Map<String, double[]> save() {
      return Map.of();
    }

    @Override
    public void restore(Map<String, double[]> state) {
      // Nothing is kept.
    }
  }

  /** Takes the row norms of the point, or a gradient sweep of its own where it has none. */
  static TraceEstimate measure(TracePoint at) {
    long start = System.nanoTime();
    double[] norms = at.rowNorms();
    double sweeps = 0;
    if (norms == null) {
      norms = new double[at.blocks().rows()];
      double[] zeros = new double[norms.length];
      at.map()
          .gradient(
              at.theta(),
              zeros,
              null,
              new double[at.parameters()],
              new double[norms.length],
              norms);
      sweeps = 3;
    }
    double[] traces = BlockTraces.fromRowNorms(at.blocks(), norms, at.rowWeights());
    return TraceEstimate.exact(traces, sweeps, (System.nanoTime() - start) / 1e9);
  }
}
