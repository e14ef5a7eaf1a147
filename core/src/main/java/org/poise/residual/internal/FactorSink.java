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
    logScale = new VectorSink(shape, plan.logScale(), region);
    VectorPlan b = plan.bias();
    bias = b == null ? null : new VectorSink(shape, b, region);
  }

  /**
   * Takes the gradients for s and b, then scales the adjoints by e^s.
   *
   * @param channels channels of z that may differ from zero; where their adjoints start is in the
   *     tile
   * @param z region of z, laid out as the adjoints
   * @param d region of the adjoints
   * @param ld distance between two points of a channel
   */
  void accept(Tile tile, int channels, int z, int d, int ld) {
    double[] w = tile.w;
    int size = tile.n * ld;
    int region = logScale.region();
    if (bias != null) {
      for (int s = 0; s < shape.sites(); s++) {
        Planes.copy(w, size, value(d, s, size), region, s > 0);
      }
      bias.accept(tile, ld);
    }
    for (int c = 0; c < channels; c++) {
      OPS.product(size, c > 0, 1, w, region, tile.dOff[c], tile.dOff[c] - d + z);
    }
    VectorPlan b = plan.bias();
    for (int s = 0; b != null && s < shape.sites(); s++) {
      subtractBias(tile, b, value(d, s, size), region, ld);
    }
    logScale.accept(tile, ld);
    for (int c = 0; c < channels; c++) {
      scale(tile, tile.dOff[c], ld);
    }
  }

  private int value(int d, int site, int size) {
    return d + site * shape.components() * size;
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

  /** δ *= e^s; the tile's parameters hold e^s in the place of s, see {@link Factorizations}. */
  private void scale(Tile tile, int d, int ld) {
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
