package org.poise.ntk.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import org.poise.linalg.internal.Ops;
import org.poise.network.Activation;

/**
 * An activation and its derivatives to any order at n numbers, in planes of one array. The
 * derivatives are polynomials in one function that reproduces itself: in tanh, in the logistic
 * function, or in x before a Gaussian.
 */
final class ActivationDerivatives {
  private final Activation activation;
  private final int order;
  private final int n;

  /** The logistic function, Φ and φ, e^(−x²), or the cosine: what the activation leaves. */
  private final int state;

  private final int scratch;
  private final double[] w;
  private final double[][] polynomials;

  ActivationDerivatives(Activation activation, int order, int n) {
    this.activation = activation;
    this.order = order;
    this.n = n;
    state = plane(order + 1);
    scratch = state + Ops.statePlanes(activation.ordinal()) * n;
    w = new double[scratch + n];
    polynomials = polynomials(activation, order);
  }

  /** The array of all planes. */
  double[] values() {
    return w;
  }

  /** Where the n values of σ^(k) start. */
  int plane(int k) {
    return (k + 1) * n;
  }

  /** Computes all at shift + scale · nodes. */
  void evaluate(double[] nodes, double shift, double scale) {
    for (int i = 0; i < n; i++) {
      w[i] = Math.fma(scale, nodes[i], shift);
    }
    OPS.activate(activation.ordinal(), n, w, 0, plane(0), state, n);
    for (int k = 1; k <= order; k++) {
      derivative(k, plane(k));
    }
  }

  private void derivative(int k, int to) {
    switch (activation) {
      case TANH -> polynomial(k, plane(0), to);
      case SOFTPLUS -> polynomial(k - 1, state, to);
      case SILU -> {
        polynomial(k, state, to);
        polynomial(k - 1, state, scratch);
        product(k, to, scratch);
      }
      case GELU -> {
        polynomial(k - 1, 0, to);
        scale(1, to, state + n);
        if (k == 1) {
          System.arraycopy(w, state, w, scratch, n);
        } else {
          polynomial(k - 2, 0, scratch);
          scale(1, scratch, state + n);
        }
        product(k, to, scratch);
      }
      case ERF -> {
        polynomial(k - 1, 0, to);
        scale(2 / Math.sqrt(Math.PI), to, state);
      }
      case SIN -> {
        Arrays.fill(w, to, to + n, k % 4 < 2 ? 1 : -1);
        scale(1, to, k % 2 == 0 ? plane(0) : state);
      }
      case RELU3 -> throw new AssertionError("the cubed rectifier has no higher derivatives");
    }
  }

  /** Writes P_k of a plane. */
  private void polynomial(int k, int from, int to) {
    double[] coefficients = polynomials[k];
    Arrays.fill(w, to, to + n, coefficients[coefficients.length - 1]);
    for (int c = coefficients.length - 2; c >= 0; c--) {
      double coefficient = coefficients[c];
      for (int i = 0; i < n; i++) {
        w[to + i] = Math.fma(w[to + i], w[from + i], coefficient);
      }
    }
  }

  /** (xf)^(k) = x f^(k) + k f^(k−1), with f^(k) in a plane that is overwritten. */
  private void product(int k, int to, int before) {
    for (int i = 0; i < n; i++) {
      w[to + i] = Math.fma(w[i], w[to + i], k * w[before + i]);
    }
  }

  private void scale(double factor, int to, int by) {
    for (int i = 0; i < n; i++) {
      w[to + i] = factor * w[to + i] * w[by + i];
    }
  }

  /** P_0 and P_(k+1) = A P_k' + B P_k, lowest powers first. */
  private static double[][] polynomials(Activation activation, int order) {
    return switch (activation) {
      case TANH -> polynomials(order, new double[] {0, 1}, new double[] {1, 0, -1}, 0);
      case SILU, SOFTPLUS -> polynomials(order, new double[] {0, 1}, new double[] {0, 1, -1}, 0);
      case GELU -> polynomials(order, new double[] {1}, new double[] {1}, -1);
      case ERF -> polynomials(order, new double[] {1}, new double[] {1}, -2);
      case SIN, RELU3 -> new double[0][];
    };
  }

  private static double[][] polynomials(int order, double[] start, double[] a, double b) {
    double[][] all = new double[order + 1][];
    all[0] = start;
    for (int k = 0; k < order; k++) {
      double[] p = all[k];
      double[] next = new double[p.length + Math.max(a.length - 2, 1)];
      for (int i = 0; i < p.length; i++) {
        next[i + 1] += b * p[i];
        for (int j = 0; j < a.length && i > 0; j++) {
          next[i - 1 + j] += a[j] * i * p[i];
        }
      }
      all[k + 1] = next;
    }
    return all;
  }
}
