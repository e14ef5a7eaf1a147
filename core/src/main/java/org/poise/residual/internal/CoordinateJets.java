package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.jet.Functional;
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
  /** What a derivative along one coordinate alone adds to a component. */
  private record Part(int component, int coordinate, int order, double weight) {}

  private final Normalization normalization;
  private final double[] period;
  private final int[] column;
  private final int width;
  private final List<Part> parts = new ArrayList<>();
  private final int components;

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
    components = layout.size();
    for (int c = 1; c < components; c++) {
      for (Functional.Term term : layout.component(c).terms()) {
        MultiIndex alpha = term.alpha();
        int i = alpha.letters().getFirst();
        if (alpha.get(i) == alpha.order()) {
          parts.add(new Part(c, i, alpha.order(), term.weight()));
        }
      }
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
    Arrays.fill(w, to, to + components * n * ld, 0);
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
    for (int k = 0; k < parts.size(); k++) {
      Part part = parts.get(k);
      if (part.coordinate == i && part.order == 1) {
        w[at + part.component * plane] += part.weight / deviation;
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
    for (int k = 0; k < parts.size(); k++) {
      Part part = parts.get(k);
      if (part.coordinate == i) {
        double power = part.weight;
        for (int m = 0; m < part.order; m++) {
          power *= omega;
        }
        boolean even = part.order % 2 == 0;
        int turn = part.order % 4;
        int value = at + part.component * plane;
        // cos, −sin, −cos, sin, … and sin, cos, −sin, −cos, …
        w[value] += (turn == 1 || turn == 2 ? -power : power) * (even ? cos : sin);
        w[value + 1] += (turn < 2 ? power : -power) * (even ? sin : cos);
      }
    }
  }
}
