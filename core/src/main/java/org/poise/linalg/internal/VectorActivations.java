package org.poise.linalg.internal;

import static org.poise.linalg.internal.VectorElementary.constant;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The SIMD twins of {@link ScalarActivations}; the methods do whole vectors only. */
final class VectorActivations {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();

  private VectorActivations() {}

  static void activate(int kind, int n, double[] w, int z, int a0, int state, int stride) {
    switch (kind) {
      case ScalarActivations.TANH -> tanh(n, w, z, a0);
      case ScalarActivations.SIN -> sin(n, w, z, a0, state);
      case ScalarActivations.GELU -> gelu(n, w, z, a0, state, stride);
      case ScalarActivations.SILU -> silu(n, w, z, a0, state);
      case ScalarActivations.SOFTPLUS -> softplus(n, w, z, a0, state);
      case ScalarActivations.ERF -> erf(n, w, z, a0, state);
      default -> cubedRectifier(n, w, z, a0);
    }
  }

  private static DoubleVector load(double[] w, int at) {
    return DoubleVector.fromArray(S, w, at);
  }

  private static void tanh(int n, double[] w, int z, int a0) {
    for (int i = 0; i <= n - L; i += L) {
      VectorElementary.tanh(load(w, z + i)).intoArray(w, a0 + i);
    }
  }

  private static void sin(int n, double[] w, int z, int a0, int state) {
    for (int i = 0; i <= n - L; i += L) {
      VectorElementary.sinCos(w, z + i, a0 + i, state + i);
    }
  }

  private static void gelu(int n, double[] w, int z, int a0, int state, int stride) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = load(w, z + i);
      DoubleVector density = VectorElementary.normalDensity(x);
      DoubleVector phi = VectorElementary.normal(x, density);
      phi.intoArray(w, state + i);
      density.intoArray(w, state + stride + i);
      x.mul(phi).intoArray(w, a0 + i);
    }
  }

  private static void silu(int n, double[] w, int z, int a0, int state) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = load(w, z + i);
      DoubleVector s = VectorElementary.logistic(x, VectorElementary.exp(x.abs().neg()));
      s.intoArray(w, state + i);
      x.mul(s).intoArray(w, a0 + i);
    }
  }

  private static void softplus(int n, double[] w, int z, int a0, int state) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = load(w, z + i);
      DoubleVector e = VectorElementary.exp(x.abs().neg());
      VectorElementary.logistic(x, e).intoArray(w, state + i);
      VectorElementary.softplus(x, e).intoArray(w, a0 + i);
    }
  }

  private static void erf(int n, double[] w, int z, int a0, int state) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = load(w, z + i);
      DoubleVector gauss = VectorElementary.exp(x.neg().mul(x));
      gauss.intoArray(w, state + i);
      VectorElementary.erf(x, gauss).intoArray(w, a0 + i);
    }
  }

  private static void cubedRectifier(int n, double[] w, int z, int a0) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector m = load(w, z + i).max(0);
      m.mul(m).mul(m).intoArray(w, a0 + i);
    }
  }

  static void derivatives(
      int kind, int order, int n, double[] w, int z, int a0, int state, int stride, int d, int ds) {
    switch (kind) {
      case ScalarActivations.TANH -> tanhDerivatives(order, n, w, a0, d, ds);
      case ScalarActivations.SIN -> sinDerivatives(order, n, w, a0, state, d, ds);
      case ScalarActivations.GELU -> geluDerivatives(order, n, w, z, state, stride, d, ds);
      case ScalarActivations.SILU -> siluDerivatives(order, n, w, z, state, d, ds);
      case ScalarActivations.SOFTPLUS -> logisticDerivatives(order, n, w, state, d, ds);
      case ScalarActivations.ERF -> erfDerivatives(order, n, w, z, state, d, ds);
      default -> cubedRectifierDerivatives(order, n, w, z, d, ds);
    }
  }

  private static void tanhDerivatives(int order, int n, double[] w, int a0, int d, int ds) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector t = load(w, a0 + i);
      DoubleVector s = t.neg().fma(t, constant(1));
      DoubleVector ts = t.mul(s);
      s.intoArray(w, d + i);
      if (order > 1) {
        ts.mul(-2).intoArray(w, d + ds + i);
      }
      if (order > 2) {
        s.mul(s.fma(constant(-6), constant(4))).intoArray(w, d + 2 * ds + i);
      }
      if (order > 3) {
        ts.mul(s.fma(constant(24), constant(-8))).intoArray(w, d + 3 * ds + i);
      }
      if (order > 4) {
        DoubleVector inner = s.fma(constant(120), constant(-120));
        s.mul(s.fma(inner, constant(16))).intoArray(w, d + 4 * ds + i);
      }
    }
  }

  private static void sinDerivatives(
      int order, int n, double[] w, int a0, int state, int d, int ds) {
    for (int k = 1; k <= order; k++) {
      int from = (k & 1) == 0 ? a0 : state;
      int to = d + (k - 1) * ds;
      for (int i = 0; i <= n - L; i += L) {
        DoubleVector value = load(w, from + i);
        ((k & 2) == 0 ? value : value.neg()).intoArray(w, to + i);
      }
    }
  }

  private static void geluDerivatives(
      int order, int n, double[] w, int z, int state, int stride, int d, int ds) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = load(w, z + i);
      DoubleVector f = load(w, state + stride + i);
      DoubleVector q = x.mul(x);
      DoubleVector xf = x.mul(f);
      x.fma(f, load(w, state + i)).intoArray(w, d + i);
      if (order > 1) {
        f.mul(constant(2).sub(q)).intoArray(w, d + ds + i);
      }
      if (order > 2) {
        xf.mul(q.sub(4)).intoArray(w, d + 2 * ds + i);
      }
      if (order > 3) {
        f.mul(q.fma(constant(7).sub(q), constant(-4))).intoArray(w, d + 3 * ds + i);
      }
      if (order > 4) {
        xf.mul(q.fma(q.sub(11), constant(18))).intoArray(w, d + 4 * ds + i);
      }
    }
  }

  private static void siluDerivatives(
      int order, int n, double[] w, int z, int state, int d, int ds) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = load(w, z + i);
      DoubleVector s = load(w, state + i);
      DoubleVector q = s.mul(constant(1).sub(s));
      DoubleVector v = constant(1).sub(s.mul(2));
      DoubleVector s2 = q.mul(v);
      DoubleVector s3 = q.mul(q.fma(constant(-6), constant(1)));
      DoubleVector s4 = s2.mul(q.fma(constant(-12), constant(1)));
      x.fma(q, s).intoArray(w, d + i);
      if (order > 1) {
        x.fma(s2, q.mul(2)).intoArray(w, d + ds + i);
      }
      if (order > 2) {
        x.fma(s3, s2.mul(3)).intoArray(w, d + 2 * ds + i);
      }
      if (order > 3) {
        x.fma(s4, s3.mul(4)).intoArray(w, d + 3 * ds + i);
      }
      if (order > 4) {
        DoubleVector s5 = q.mul(q.fma(q.fma(constant(120), constant(-30)), constant(1)));
        x.fma(s5, s4.mul(5)).intoArray(w, d + 4 * ds + i);
      }
    }
  }

  private static void logisticDerivatives(int order, int n, double[] w, int state, int d, int ds) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector s = load(w, state + i);
      DoubleVector q = s.mul(constant(1).sub(s));
      DoubleVector s2 = q.mul(constant(1).sub(s.mul(2)));
      s.intoArray(w, d + i);
      if (order > 1) {
        q.intoArray(w, d + ds + i);
      }
      if (order > 2) {
        s2.intoArray(w, d + 2 * ds + i);
      }
      if (order > 3) {
        q.mul(q.fma(constant(-6), constant(1))).intoArray(w, d + 3 * ds + i);
      }
      if (order > 4) {
        s2.mul(q.fma(constant(-12), constant(1))).intoArray(w, d + 4 * ds + i);
      }
    }
  }

  private static void erfDerivatives(
      int order, int n, double[] w, int z, int state, int d, int ds) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector x = load(w, z + i);
      DoubleVector g = load(w, state + i).mul(Elementary.TWO_OVER_SQRT_PI);
      DoubleVector q = x.mul(x);
      DoubleVector xg = x.mul(g);
      g.intoArray(w, d + i);
      if (order > 1) {
        xg.mul(-2).intoArray(w, d + ds + i);
      }
      if (order > 2) {
        g.mul(q.fma(constant(4), constant(-2))).intoArray(w, d + 2 * ds + i);
      }
      if (order > 3) {
        xg.mul(q.fma(constant(-8), constant(12))).intoArray(w, d + 3 * ds + i);
      }
      if (order > 4) {
        DoubleVector inner = q.fma(constant(16), constant(-48));
        g.mul(q.fma(inner, constant(12))).intoArray(w, d + 4 * ds + i);
      }
    }
  }

  private static void cubedRectifierDerivatives(
      int order, int n, double[] w, int z, int d, int ds) {
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector m = load(w, z + i).max(0);
      m.mul(3).mul(m).intoArray(w, d + i);
      if (order > 1) {
        m.mul(6).intoArray(w, d + ds + i);
      }
      if (order > 2) {
        constant(0).blend(6, m.compare(VectorOperators.GT, 0)).intoArray(w, d + 2 * ds + i);
      }
      for (int k = 4; k <= order; k++) {
        constant(0).intoArray(w, d + (k - 1) * ds + i);
      }
    }
  }
}
