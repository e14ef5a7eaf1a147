package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.jspecify.annotations.Nullable;

/**
 * What a factored layer z = a V diag(e^s) + b makes of its adjoints δ. With y = a V the gradients
 * of a residual are Σ_α δ_α ∘ (z_α − b [α = 0]) for s, Σ δ_0 for b, and those of a plain layer with
 * adjoints e^s ∘ δ for V.
 */
final class FactorSink {
  private final SweepShape shape;
  private final FactorPlan plan;
  private final VectorSink logScale;
  private final @Nullable VectorSink bias;

  FactorSink(SweepShape shape, FactorPlan plan, int region) {
    this.shape = shape;
    this.plan = plan;
    logScale = new VectorSink(plan.logScale(), region);
    VectorPlan b = plan.bias();
    bias = b == null ? null : new VectorSink(b, region);
  }

  /**
   * Takes the gradients for s and b, then scales the adjoints by e^s.
   *
   * @param channels channels of z and the adjoints, whose places are in the tile, a site's values
   *     before its derivatives
   * @param ld distance between two points of a channel
   */
  void accept(Tile tile, int channels, int ld) {
    double[] w = tile.w;
    int size = tile.n * ld;
    int region = logScale.region();
    int perSite = channels / shape.sites();
    if (bias != null) {
      for (int s = 0; s < shape.sites(); s++) {
        Planes.copy(w, size, tile.dOff[s * perSite], region, s > 0);
      }
      bias.accept(tile, ld);
    }
    for (int c = 0; c < channels; c++) {
      OPS.product(size, c > 0, 1, w, region, tile.dOff[c], tile.zOff[c]);
    }
    VectorPlan b = plan.bias();
    for (int s = 0; b != null && s < shape.sites(); s++) {
      subtractBias(tile, b, tile.dOff[s * perSite], region, ld);
    }
    logScale.accept(tile, ld);
    for (int c = 0; c < channels; c++) {
      scale(tile, tile.dOff[c], ld);
    }
  }

  private void subtractBias(Tile tile, VectorPlan bias, int d, int to, int ld) {
    double[] w = tile.w;
    double[] theta = tile.theta;
    int b = bias.offset();
    int width = bias.width();
    for (int p = 0; p < tile.n; p++) {
      for (int o = 0; o < width; o++) {
        int at = p * ld + o;
        w[to + at] = Math.fma(-theta[b + o], w[d + at], w[to + at]);
      }
    }
  }

  /**
   * Scales the adjoints of a channel by e^s; the tile's parameters hold e^s in the place of s, see
   * {@link Factorizations}.
   */
  void scale(Tile tile, int d, int ld) {
    double[] w = tile.w;
    double[] theta = tile.theta;
    int e = plan.logScale().offset();
    int width = plan.logScale().width();
    for (int p = 0; p < tile.n; p++) {
      for (int o = 0; o < width; o++) {
        w[d + p * ld + o] *= theta[e + o];
      }
    }
  }
}
