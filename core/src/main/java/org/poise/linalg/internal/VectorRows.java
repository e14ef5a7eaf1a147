package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Operations on one row, and products of planes. */
final class VectorRows {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int L = S.length();

  private VectorRows() {}

  private static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(S, x, at);
  }

  static void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    DoubleVector factor = DoubleVector.broadcast(S, alpha);
    int i = 0;
    for (; i <= n - L; i += L) {
      factor.fma(load(x, xOff + i), load(y, yOff + i)).intoArray(y, yOff + i);
    }
    for (; i < n; i++) {
      y[yOff + i] = Math.fma(alpha, x[xOff + i], y[yOff + i]);
    }
  }

  static void add(int n, double[] x, int xOff, double[] y, int yOff) {
    int i = 0;
    for (; i <= n - L; i += L) {
      load(y, yOff + i).add(load(x, xOff + i)).intoArray(y, yOff + i);
    }
    for (; i < n; i++) {
      y[yOff + i] += x[xOff + i];
    }
  }

  /** y = αx; x may be y. Four vectors at once, since rows are short. */
  static void scale(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    DoubleVector factor = DoubleVector.broadcast(S, alpha);
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      load(x, xOff + i).mul(factor).intoArray(y, yOff + i);
      load(x, xOff + i + L).mul(factor).intoArray(y, yOff + i + L);
      load(x, xOff + i + 2 * L).mul(factor).intoArray(y, yOff + i + 2 * L);
      load(x, xOff + i + 3 * L).mul(factor).intoArray(y, yOff + i + 3 * L);
    }
    for (; i <= n - L; i += L) {
      load(x, xOff + i).mul(factor).intoArray(y, yOff + i);
    }
    for (; i < n; i++) {
      y[yOff + i] = alpha * x[xOff + i];
    }
  }

  /** Whole vectors of out (+)= f1 · (coef f2). */
  static void product(int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2) {
    DoubleVector factor = DoubleVector.broadcast(S, coef);
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector rest = load(w, f2 + i).mul(factor);
      DoubleVector first = load(w, f1 + i);
      (accumulate ? first.fma(rest, load(w, out + i)) : first.mul(rest)).intoArray(w, out + i);
    }
  }

  static void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3) {
    DoubleVector factor = DoubleVector.broadcast(S, coef);
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector rest = load(w, f2 + i).mul(factor).mul(load(w, f3 + i));
      DoubleVector first = load(w, f1 + i);
      (accumulate ? first.fma(rest, load(w, out + i)) : first.mul(rest)).intoArray(w, out + i);
    }
  }

  static void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3, int f4) {
    DoubleVector factor = DoubleVector.broadcast(S, coef);
    for (int i = 0; i <= n - L; i += L) {
      DoubleVector rest = load(w, f2 + i).mul(factor).mul(load(w, f3 + i)).mul(load(w, f4 + i));
      DoubleVector first = load(w, f1 + i);
      (accumulate ? first.fma(rest, load(w, out + i)) : first.mul(rest)).intoArray(w, out + i);
    }
  }
}
