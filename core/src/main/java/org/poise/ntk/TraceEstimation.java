package org.poise.ntk;

import java.util.Map;

/** A started estimator. It owns its working arrays. */
public interface TraceEstimation {
  /** Whether the next estimate uses row norms, which a gradient sweep brings nearly for nothing. */
  boolean wantsRowNorms();

  /**
   * Estimates the traces at a point.
   *
   * @return traces and errors of the blocks
   */
  TraceEstimate estimate(TracePoint at);

  /** The name of the estimator that does the work. */
  String used();

  /** Copies of all that later estimates depend on, by name. */
  Map<String, double[]> save();

  /** Continues from a saved state of the same estimator. */
  void restore(Map<String, double[]> state);
}
