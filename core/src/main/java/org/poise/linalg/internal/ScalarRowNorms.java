package org.poise.linalg.internal;

/**
 * Squared norms of Σ_α a_α d_αᵀ at one point, the specification. Dot products have four lanes; what
 * a remainder of fewer than four entries gives is added last. Pairs of channels lie in the order of
 * {@link Ops#pair}.
 */
final class ScalarRowNorms {
  private ScalarRowNorms() {}

  static void grams(
      int channels, double[] a, int[] aOff, int aShift, int n, double[] grams, int gramsOff) {
    int to = gramsOff;
    for (int beta = 0; beta < channels; beta++) {
      for (int alpha = 0; alpha <= beta; alpha++) {
        double gram = dot4(n, a, aOff[alpha] + aShift, aOff[beta] + aShift);
        grams[to++] = alpha == beta ? gram : 2 * gram;
      }
    }
  }

  /** scale · Σ_{α ≤ β} grams_αβ ⟨d_α, d_β⟩ is added to out[o]. */
  static void add(
      int channels,
      double scale,
      double[] grams,
      int gramsOff,
      double[] d,
      int[] dOff,
      int dShift,
      int m,
      double[] out,
      int o) {
    double t0 = 0;
    double t1 = 0;
    double t2 = 0;
    double t3 = 0;
    int pair = gramsOff;
    for (int beta = 0; beta < channels; beta++) {
      for (int alpha = 0; alpha <= beta; alpha++) {
        double g = grams[pair++];
        int x = dOff[alpha] + dShift;
        int y = dOff[beta] + dShift;
        double l0 = 0;
        double l1 = 0;
        double l2 = 0;
        double l3 = 0;
        for (int i = 0; i + 4 <= m; i += 4) {
          l0 = Math.fma(d[x + i], d[y + i], l0);
          l1 = Math.fma(d[x + i + 1], d[y + i + 1], l1);
          l2 = Math.fma(d[x + i + 2], d[y + i + 2], l2);
          l3 = Math.fma(d[x + i + 3], d[y + i + 3], l3);
        }
        t0 = Math.fma(g, l0, t0);
        t1 = Math.fma(g, l1, t1);
        t2 = Math.fma(g, l2, t2);
        t3 = Math.fma(g, l3, t3);
      }
    }
    out[o] = Math.fma(scale, (t0 + t2) + (t1 + t3), out[o]);
    if ((m & 3) != 0) {
      double rest = rest(channels, grams, gramsOff, d, dOff, dShift, m);
      out[o] = Math.fma(scale, rest, out[o]);
    }
  }

  /** What the last entries, beyond whole groups of four, give. */
  static double rest(
      int channels, double[] grams, int gramsOff, double[] d, int[] dOff, int dShift, int m) {
    double rest = 0;
    for (int i = dShift + (m & ~3); i < dShift + m; i++) {
      int pair = gramsOff;
      for (int beta = 0; beta < channels; beta++) {
        double sum = 0;
        for (int alpha = 0; alpha <= beta; alpha++) {
          sum = Math.fma(grams[pair++], d[dOff[alpha] + i], sum);
        }
        rest = Math.fma(d[dOff[beta] + i], sum, rest);
      }
    }
    return rest;
  }

  private static double dot4(int n, double[] a, int x, int y) {
    double l0 = 0;
    double l1 = 0;
    double l2 = 0;
    double l3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      l0 = Math.fma(a[x + i], a[y + i], l0);
      l1 = Math.fma(a[x + i + 1], a[y + i + 1], l1);
      l2 = Math.fma(a[x + i + 2], a[y + i + 2], l2);
      l3 = Math.fma(a[x + i + 3], a[y + i + 3], l3);
    }
    double sum = (l0 + l2) + (l1 + l3);
    for (; i < n; i++) {
      sum = Math.fma(a[x + i], a[y + i], sum);
    }
    return sum;
  }
}
