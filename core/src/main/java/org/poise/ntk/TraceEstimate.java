package org.poise.ntk;

import org.jspecify.annotations.Nullable;

/**
 * Traces Tr K_ii of the diagonal blocks of the tangent kernel, with what is known of their errors.
 *
 * @param traces one for each block
 * @param standardErrors one for each block: 0 where the trace is exact; NaN where a single probe
 *     was taken and there are no earlier ones to pool with
 * @param probes random vectors that went into it; 0 where it is exact
 * @param sweeps what it cost, in forward sweeps of the residuals, beyond what the training step
 *     does anyway
 * @param seconds what it cost on the clock
 * @param warning what is wrong with the step of a difference, as a sentence; null if nothing is
 */
public record TraceEstimate(
    double[] traces,
    double[] standardErrors,
    int probes,
    double sweeps,
    double seconds,
    @Nullable String warning) {

  /** Traces without error. */
  static TraceEstimate exact(double[] traces, double sweeps, double seconds) {
    return new TraceEstimate(traces, new double[traces.length], 0, sweeps, seconds, null);
  }

  /** The sum of the blocks' traces, Tr K. */
  public double total() {
    double sum = 0;
    for (double trace : traces) {
      sum += trace;
    }
    return sum;
  }
}
