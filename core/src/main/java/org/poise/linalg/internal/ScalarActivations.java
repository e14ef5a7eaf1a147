package org.poise.linalg.internal;

/**
 * Activations and their derivatives up to the fifth, value by value: the specification of the SIMD
 * ones.
 */
final class ScalarActivations {
  static final int TANH = 0;
  static final int SIN = 1;
  static final int GELU = 2;
  static final int SILU = 3;
  static final int SOFTPLUS = 4;
  static final int ERF = 5;
  static final int RELU3 = 6;

  private ScalarActivations() {}

  static void activate(int kind, int n, double[] w, int z, int a0, int state, int stride) {
    for (int i = 0; i < n; i++) {
      double x = w[z + i];
      switch (kind) {
        case TANH -> w[a0 + i] = Elementary.tanh(x);
        case SIN -> Elementary.sinCos(w, z + i, a0 + i, state + i);
        case GELU -> {
          double density = Elementary.normalDensity(x);
          double phi = Elementary.normal(x, density);
          w[state + i] = phi;
          w[state + stride + i] = density;
          w[a0 + i] = x * phi;
        }
        case SILU -> {
          double s = Elementary.logistic(x);
          w[state + i] = s;
          w[a0 + i] = x * s;
        }
        case SOFTPLUS -> {
          w[state + i] = Elementary.logistic(x);
          w[a0 + i] = Elementary.softplus(x);
        }
        case ERF -> {
          double gauss = Elementary.exp(-x * x);
          w[state + i] = gauss;
          w[a0 + i] = Elementary.erf(x, gauss);
        }
        default -> {
          double m = Math.max(x, 0);
          w[a0 + i] = m * m * m;
        }
      }
    }
  }

  static void derivatives(
      int kind, int order, int n, double[] w, int z, int a0, int state, int stride, int d, int ds) {
    switch (kind) {
      case TANH -> tanh(order, n, w, a0, d, ds);
      case SIN -> sin(order, n, w, a0, state, d, ds);
      case GELU -> gelu(order, n, w, z, state, stride, d, ds);
      case SILU -> silu(order, n, w, z, state, d, ds);
      case SOFTPLUS -> logistic(order, n, w, state, d, ds);
      case ERF -> erf(order, n, w, z, state, d, ds);
      default -> cubedRectifier(order, n, w, z, d, ds);
    }
  }

  /** With t = tanh: σ' = 1 − t² = s; then −2ts, s(4 − 6s), ts(24s − 8), s(16 − s(120 − 120s)). */
  private static void tanh(int order, int n, double[] w, int a0, int d, int ds) {
    for (int i = 0; i < n; i++) {
      double t = w[a0 + i];
      double s = Math.fma(-t, t, 1);
      double ts = t * s;
      w[d + i] = s;
      if (order > 1) {
        w[d + ds + i] = -2 * ts;
      }
      if (order > 2) {
        w[d + 2 * ds + i] = s * Math.fma(-6, s, 4);
      }
      if (order > 3) {
        w[d + 3 * ds + i] = ts * Math.fma(24, s, -8);
      }
      if (order > 4) {
        w[d + 4 * ds + i] = s * Math.fma(s, Math.fma(120, s, -120), 16);
      }
    }
  }

  private static void sin(int order, int n, double[] w, int a0, int state, int d, int ds) {
    for (int i = 0; i < n; i++) {
      double s = w[a0 + i];
      double c = w[state + i];
      for (int k = 1; k <= order; k++) {
        double value = (k & 1) == 0 ? s : c;
        w[d + (k - 1) * ds + i] = (k & 2) == 0 ? value : -value;
      }
    }
  }

  /** With Φ, φ: Φ + xφ; then φ(2 − x²), φ(x³ − 4x), φ(−x⁴ + 7x² − 4), φ(x⁵ − 11x³ + 18x). */
  private static void gelu(
      int order, int n, double[] w, int z, int state, int stride, int d, int ds) {
    for (int i = 0; i < n; i++) {
      double x = w[z + i];
      double f = w[state + stride + i];
      double q = x * x;
      double xf = x * f;
      w[d + i] = Math.fma(x, f, w[state + i]);
      if (order > 1) {
        w[d + ds + i] = f * (2 - q);
      }
      if (order > 2) {
        w[d + 2 * ds + i] = xf * (q - 4);
      }
      if (order > 3) {
        w[d + 3 * ds + i] = f * Math.fma(q, 7 - q, -4);
      }
      if (order > 4) {
        w[d + 4 * ds + i] = xf * Math.fma(q, q - 11, 18);
      }
    }
  }

  /** With s = logistic and s^(k) its derivatives: σ^(k) = x s^(k) + k s^(k−1). */
  private static void silu(int order, int n, double[] w, int z, int state, int d, int ds) {
    for (int i = 0; i < n; i++) {
      double x = w[z + i];
      double s = w[state + i];
      double q = s * (1 - s);
      double v = 1 - 2 * s;
      double s2 = q * v;
      double s3 = q * Math.fma(-6, q, 1);
      double s4 = s2 * Math.fma(-12, q, 1);
      w[d + i] = Math.fma(x, q, s);
      if (order > 1) {
        w[d + ds + i] = Math.fma(x, s2, 2 * q);
      }
      if (order > 2) {
        w[d + 2 * ds + i] = Math.fma(x, s3, 3 * s2);
      }
      if (order > 3) {
        w[d + 3 * ds + i] = Math.fma(x, s4, 4 * s3);
      }
      if (order > 4) {
        double s5 = q * Math.fma(q, Math.fma(120, q, -30), 1);
        w[d + 4 * ds + i] = Math.fma(x, s5, 5 * s4);
      }
    }
  }

  /** With s = logistic, q = s(1 − s), v = 1 − 2s: s, q, qv, q(1 − 6q), qv(1 − 12q). */
  private static void logistic(int order, int n, double[] w, int state, int d, int ds) {
    for (int i = 0; i < n; i++) {
      double s = w[state + i];
      double q = s * (1 - s);
      double s2 = q * (1 - 2 * s);
      w[d + i] = s;
      if (order > 1) {
        w[d + ds + i] = q;
      }
      if (order > 2) {
        w[d + 2 * ds + i] = s2;
      }
      if (order > 3) {
        w[d + 3 * ds + i] = q * Math.fma(-6, q, 1);
      }
      if (order > 4) {
        w[d + 4 * ds + i] = s2 * Math.fma(-12, q, 1);
      }
    }
  }

  /** With g = 2/√π e^(−x²): g; then −2xg, (4x² − 2)g, (12x − 8x³)g, (16x⁴ − 48x² + 12)g. */
  private static void erf(int order, int n, double[] w, int z, int state, int d, int ds) {
    for (int i = 0; i < n; i++) {
      double x = w[z + i];
      double g = Elementary.TWO_OVER_SQRT_PI * w[state + i];
      double q = x * x;
      double xg = x * g;
      w[d + i] = g;
      if (order > 1) {
        w[d + ds + i] = -2 * xg;
      }
      if (order > 2) {
        w[d + 2 * ds + i] = g * Math.fma(4, q, -2);
      }
      if (order > 3) {
        w[d + 3 * ds + i] = xg * Math.fma(-8, q, 12);
      }
      if (order > 4) {
        w[d + 4 * ds + i] = g * Math.fma(q, Math.fma(16, q, -48), 12);
      }
    }
  }

  /** With m = max(x, 0): 3m², 6m; then 6 for x > 0 and 0 elsewhere; then 0. */
  private static void cubedRectifier(int order, int n, double[] w, int z, int d, int ds) {
    for (int i = 0; i < n; i++) {
      double m = Math.max(w[z + i], 0);
      w[d + i] = 3 * m * m;
      if (order > 1) {
        w[d + ds + i] = 6 * m;
      }
      if (order > 2) {
        w[d + 2 * ds + i] = m > 0 ? 6 : 0;
      }
      for (int k = 4; k <= order; k++) {
        w[d + (k - 1) * ds + i] = 0;
      }
    }
  }
}
