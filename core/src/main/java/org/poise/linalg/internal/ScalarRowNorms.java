package org.poise.linalg.internal;

/**
 * Squared norms of Σ_α a_α d_αᵀ at one point, the specification. Channels go in chunks of three; a
 * block is a chunk's own triangle, or its products with up to three later channels. Dot products
 * have four lanes, a remainder of fewer than four entries is appended to the sum.
 */
final class ScalarRowNorms {
  private ScalarRowNorms() {}

  static void add(
      int channels,
      double scale,
      double[] a,
      int[] aOff,
      int aShift,
      int n,
      double[] d,
      int[] dOff,
      int dShift,
      int m,
      double[] out,
      int o) {
    for (int first = 0; first < channels; first += 3) {
      int rows = Math.min(3, channels - first);
      for (int from = first; from < channels; from += 3) {
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        double rest = 0;
        for (int beta = from; beta < Math.min(from + 3, channels); beta++) {
          for (int alpha = first; alpha < first + rows && alpha <= beta; alpha++) {
            double gram = dot4(n, a, aOff[alpha] + aShift, aOff[beta] + aShift);
            double g = alpha == beta ? gram : 2 * gram;
            int x = dOff[alpha] + dShift;
            int y = dOff[beta] + dShift;
            double l0 = 0;
            double l1 = 0;
            double l2 = 0;
            double l3 = 0;
            double tail = 0;
            int i = 0;
            for (; i + 4 <= m; i += 4) {
              l0 = Math.fma(d[x + i], d[y + i], l0);
              l1 = Math.fma(d[x + i + 1], d[y + i + 1], l1);
              l2 = Math.fma(d[x + i + 2], d[y + i + 2], l2);
              l3 = Math.fma(d[x + i + 3], d[y + i + 3], l3);
            }
            for (; i < m; i++) {
              tail = Math.fma(d[x + i], d[y + i], tail);
            }
            t0 = Math.fma(g, l0, t0);
            t1 = Math.fma(g, l1, t1);
            t2 = Math.fma(g, l2, t2);
            t3 = Math.fma(g, l3, t3);
            rest = Math.fma(g, tail, rest);
          }
        }
        out[o] = Math.fma(scale, (t0 + t2) + (t1 + t3) + rest, out[o]);
      }
    }
  }

  static double dot4(int n, double[] a, int x, int y) {
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

  static double squaredNormOfSum(int channels, double[] d, int[] dOff, int shift, int m) {
    double l0 = 0;
    double l1 = 0;
    double l2 = 0;
    double l3 = 0;
    double tail = 0;
    for (int i = 0; i < m; i++) {
      double sum = d[dOff[0] + shift + i];
      for (int alpha = 1; alpha < channels; alpha++) {
        sum += d[dOff[alpha] + shift + i];
      }
      if (i >= (m & ~3)) {
        tail = Math.fma(sum, sum, tail);
      } else if ((i & 3) == 0) {
        l0 = Math.fma(sum, sum, l0);
      } else if ((i & 3) == 1) {
        l1 = Math.fma(sum, sum, l1);
      } else if ((i & 3) == 2) {
        l2 = Math.fma(sum, sum, l2);
      } else {
        l3 = Math.fma(sum, sum, l3);
      }
    }
    return (l0 + l2) + (l1 + l3) + tail;
  }
}
