package org.poise.ntk;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Means and standard errors over the probes of an estimate. For a single probe the error is pooled
 * over steps: half the mean square of successive differences, which is the variance where the trace
 * itself moves little, and more where it moves much (von Neumann, doi:10.1214/aoms/1177731677);
 * recent steps count most.
 */
final class ProbeSums {
  private static final double MEMORY = 0.9;
  private static final String LAST = "probe.last";
  private static final String SQUARES = "probe.squares";

  private double[] mean = new double[0];
  private double[] squares = new double[0];
  private int count;
  private double[] last = new double[0];
  private double[] pooled = new double[0];

  void start(int blocks) {
    if (mean.length != blocks) {
      mean = new double[blocks];
      squares = new double[blocks];
    }
    Arrays.fill(mean, 0);
    Arrays.fill(squares, 0);
    count = 0;
  }

  /** Takes the value of one probe for each block (Welford, doi:10.1080/00401706.1962.10490022). */
  void add(double[] values) {
    count++;
    for (int i = 0; i < values.length; i++) {
      double delta = values[i] - mean[i];
      mean[i] += delta / count;
      squares[i] = Math.fma(delta, values[i] - mean[i], squares[i]);
    }
  }

  double[] means() {
    return mean.clone();
  }

  int count() {
    return count;
  }

  /** Standard errors from the spread of this estimate's probes; NaN for one probe. */
  double[] spread() {
    double[] errors = new double[mean.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = count > 1 ? Math.sqrt(squares[i] / (count - 1) / count) : Double.NaN;
    }
    return errors;
  }

  /** Standard errors of this estimate, pooled with earlier ones where it has a single probe. */
  double[] standardErrors() {
    if (count > 1) {
      return spread();
    }
    double[] errors = new double[mean.length];
    Arrays.fill(errors, Double.NaN);
    if (last.length == mean.length) {
      boolean first = pooled.length != mean.length;
      double[] next = new double[mean.length];
      for (int i = 0; i < errors.length; i++) {
        double half = 0.5 * (mean[i] - last[i]) * (mean[i] - last[i]);
        next[i] = first ? half : MEMORY * pooled[i] + (1 - MEMORY) * half;
        errors[i] = Math.sqrt(next[i]);
      }
      pooled = next;
    }
    last = mean.clone();
    return errors;
  }

  Map<String, double[]> save() {
    Map<String, double[]> state = new TreeMap<>();
    state.put(LAST, last.clone());
    state.put(SQUARES, pooled.clone());
    return state;
  }

  void restore(Map<String, double[]> state) {
    last = state.getOrDefault(LAST, new double[0]).clone();
    pooled = state.getOrDefault(SQUARES, new double[0]).clone();
  }
}
