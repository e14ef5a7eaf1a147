package org.poise.residual.internal;

import java.util.Arrays;
import java.util.List;

/**
 * Factored linear layers, W = V diag(e^s), as plain ones: sweeps work on effective parameters, in
 * which W stands in the place of V and e^s in the place of s. Where no layer is factored, they are
 * θ itself.
 */
final class Factorizations {
  private final LinearPlan[] linears;
  private final double[] effective;

  Factorizations(List<LinearPlan> linears, int parameters) {
    this.linears = linears.stream().filter(l -> l.factored() != null).toArray(LinearPlan[]::new);
    effective = new double[this.linears.length == 0 ? 0 : parameters];
  }

  /** The effective parameters of θ; valid until the next call. */
  double[] values(double[] theta) {
    if (linears.length == 0) {
      return theta;
    }
    System.arraycopy(theta, 0, effective, 0, theta.length);
    for (LinearPlan linear : linears) {
      int e = logScale(linear);
      int out = linear.out();
      for (int o = 0; o < out; o++) {
        effective[e + o] = StrictMath.exp(theta[e + o]);
      }
      for (int i = 0; i < linear.in(); i++) {
        int row = linear.weight() + i * out;
        for (int o = 0; o < out; o++) {
          effective[row + o] *= effective[e + o];
        }
      }
    }
    return effective;
  }

  /**
   * Directions of the effective parameters, from directions [s × p] of θ, at the point of the last
   * {@link #values}: Ẇ = V̇ diag(e^s) + W diag(ṡ).
   */
  double[] directions(double[] directions, int parameters) {
    if (linears.length == 0) {
      return directions;
    }
    double[] all = Arrays.copyOf(directions, directions.length);
    for (int from = 0; from + parameters <= all.length; from += parameters) {
      for (LinearPlan linear : linears) {
        int e = logScale(linear);
        int out = linear.out();
        for (int i = 0; i < linear.in(); i++) {
          int row = linear.weight() + i * out;
          for (int o = 0; o < out; o++) {
            double ofV = effective[e + o] * all[from + row + o];
            all[from + row + o] = Math.fma(effective[row + o], all[from + e + o], ofV);
          }
        }
      }
    }
    return all;
  }

  private static int logScale(LinearPlan linear) {
    FactorPlan factored = linear.factored();
    if (factored == null) {
      throw new AssertionError("not factored: " + linear);
    }
    return factored.logScale().offset();
  }
}
