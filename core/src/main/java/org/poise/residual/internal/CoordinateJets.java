package org.poise.residual.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.poise.jet.JetLayout;
import org.poise.jet.MultiIndex;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;

/**
 * Jets of the coordinates: of (x − mean)/deviation, or of cos(ωx), sin(ωx) with ω = 2π/P for a
 * periodic one. Each depends on one coordinate, so only derivatives along that one differ from
 * zero.
 */
final class CoordinateJets {
  private final Normalization normalization;
  private final double[] period;
  private final int[] column;
  private final int width;
  private final int[] along;
  private final int[] order;

  /**
   * Plans the jets.
   *
   * @param periodic which coordinates are periodic; null for none
   */
  CoordinateJets(
      Normalization normalization, @Nullable PeriodicEmbedding periodic, JetLayout layout) {
    this.normalization = normalization;
    int d = layout.dimension();
    period = new double[d];
    column = new int[d];
    int next = 0;
    for (int i = 0; i < d; i++) {
      period[i] = periodic == null ? 0 : periodic.periods().getOrDefault(i, 0.0);
      column[i] = next;
      next += period[i] > 0 ? 2 : 1;
    }
    width = next;
    along = new int[layout.size()];
    order = new int[layout.size()];
    for (int c = 1; c < along.length; c++) {
      MultiIndex alpha = layout.component(c);
      int i = alpha.letters().getFirst();
      order[c] = alpha.order();
      along[c] = alpha.get(i) == alpha.order() ? i : -1;
    }
  }

  /** Numbers that the coordinates become. */
  int width() {
    return width;
  }

  /**
   * Writes the jets of {@code n} points.
   *
   * @param x planes of coordinates, {@code stride} apart
   * @param to where the jets go, [components × n × ld]
   */
  void write(double[] w, int n, int x, int stride, int to, int ld) {
    Arrays.fill(w, to, to + along.length * n * ld, 0);
    for (int i = 0; i < period.length; i++) {
      for (int p = 0; p < n; p++) {
        double value = w[x + i * stride + p];
        int at = to + p * ld + column[i];
        if (period[i] > 0) {
          periodic(w, value, i, at, n * ld);
        } else {
          affine(w, value, i, at, n * ld);
        }
      }
    }
  }

  private void affine(double[] w, double x, int i, int at, int plane) {
    double deviation = normalization.deviation()[i];
    w[at] = (x - normalization.mean()[i]) / deviation;
    for (int c = 1; c < along.length; c++) {
      if (along[c] == i && order[c] == 1) {
        w[at + c * plane] = 1 / deviation;
      }
    }
  }

  private void periodic(double[] w, double x, int i, int at, int plane) {
    double omega = 2 * Math.PI / period[i];
    // The fraction of a period first: it is the same at x and x + P, but for rounding.
    double phase = x / period[i];
    double angle = 2 * Math.PI * (phase - Math.floor(phase));
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    w[at] = cos;
    w[at + 1] = sin;
    for (int c = 1; c < along.length; c++) {
      if (along[c] == i) {
        double power = 1;
        for (int k = 0; k < order[c]; k++) {
          power *= omega;
        }
        boolean even = order[c] % 2 == 0;
        // cos, −sin, −cos, sin, … and sin, cos, −sin, −cos, …
        w[at + c * plane] =
            (order[c] % 4 == 1 || order[c] % 4 == 2 ? -power : power) * (even ? cos : sin);
        w[at + c * plane + 1] = (order[c] % 4 < 2 ? power : -power) * (even ? sin : cos);
      }
    }
  }
}
