package org.poise.ntk.internal;

import static org.poise.linalg.internal.Ops.OPS;

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
  private final int state;
  private final double[] w;
  private final double[][] polynomials;

  ActivationDerivatives(Activation activation, int order, int n) {
    this.activation = activation;
    this.order = order;
    this.n = n;
    state = plane(order + 1);
    w = new double[state + Ops.statePlanes(activation.ordinal()) * n];
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
    for (int i = 0; i < n; i++) {
      double x = w[i];
      double value = w[plane(0) + i];
      w[to + i] =
          switch (activation) {
            case TANH -> polynomial(k, value);
            case SOFTPLUS -> polynomial(k - 1, state(0, i));
            case SILU ->
                Math.fma(x, polynomial(k, state(0, i)), k * polynomial(k - 1, state(0, i)));
            case GELU -> gelu(k, x, state(0, i), state(1, i));
            case ERF -> polynomial(k - 1, x) * (2 / Math.sqrt(Math.PI)) * state(0, i);
            case SIN -> (k % 4 < 2 ? 1 : -1) * (k % 2 == 0 ? value : state(0, i));
            case RELU3 -> throw new AssertionError("the cubed rectifier has no higher derivatives");
          };
    }
  }

  /** What the activation leaves: the logistic function, Φ and φ, e^(−x²), or the cosine. */
  private double state(int which, int i) {
    return w[state + which * n + i];
  }

  /** (xΦ)^(k) = xΦ^(k) + kΦ^(k−1). */
  private double gelu(int k, double x, double distribution, double density) {
    double before = k == 1 ? distribution : polynomial(k - 2, x) * density;
    return Math.fma(x, polynomial(k - 1, x) * density, k * before);
  }

  private double polynomial(int k, double x) {
    double[] coefficients = polynomials[k];
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = Math.fma(value, x, coefficients[i]);
    }
    return value;
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
