package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.linalg.internal.Ops;

/** n a ∘ z with a fixed n and trainable slopes a, one for all units or one each. */
final class SlopeStage implements Stage {
  private final SweepShape shape;
  private final VectorPlan slopes;
  private final double scale;
  private final int width;
  private final Port in;
  private final Port out;
  private final int ld;
  private final VectorSink sink;

  /**
   * Plans the stage; its input depends on θ.
   *
   * @param scale n
   * @param vectors region for the gradients of the slopes
   */
  SlopeStage(
      SweepShape shape,
      VectorPlan slopes,
      double scale,
      int width,
      Port in,
      Port out,
      int vectors) {
    this.shape = shape;
    this.slopes = slopes;
    this.scale = scale;
    this.width = width;
    this.in = in;
    this.out = out;
    this.ld = Ops.leadingDimension(width);
    this.sink = new VectorSink(slopes, vectors);
  }

  @Override
  public void forward(Tile tile) {
    times(tile, tile.theta, 0, in.jets(), out.jets(), false);
  }

  @Override
  public void tangent(Tile tile) {
    times(tile, tile.theta, 0, in.tangent(), out.tangent(), false);
    times(tile, tile.direction, tile.directionOff, in.jets(), out.tangent(), true);
  }

  @Override
  public void backward(Tile tile) {
    if (slopes.width() == 1) {
      sums(tile);
      sink.accept(tile, 1);
    } else {
      int plane = tile.n * ld;
      for (int c = 0; c < shape.channels(); c++) {
        int at = c * plane;
        OPS.product(plane, c > 0, scale, tile.w, sink.region(), out.adjoint() + at, in.jets() + at);
      }
      sink.accept(tile, ld);
    }
    times(tile, tile.theta, 0, out.adjoint(), in.adjoint(), in.add());
  }

  /** ∂r_j/∂a = n Σ_c ⟨δ_c, z_c⟩ over the channels c. */
  private void sums(Tile tile) {
    double[] w = tile.w;
    for (int p = 0; p < tile.n; p++) {
      double sum = 0;
      for (int c = 0; c < shape.channels(); c++) {
        int at = (c * tile.n + p) * ld;
        sum += OPS.dot(width, w, out.adjoint() + at, w, in.jets() + at);
      }
      w[sink.region() + p] = scale * sum;
    }
  }

  /** to = n a ∘ from, or to += n a ∘ from, with the slopes at {@code theta}. */
  private void times(Tile tile, double[] theta, int thetaOff, int from, int to, boolean add) {
    int rows = shape.channels() * tile.n;
    int a = thetaOff + slopes.offset();
    if (slopes.width() == 1) {
      Planes.scaled(tile.w, rows * ld, scale * theta[a], from, to, add);
      return;
    }
    double[] w = tile.w;
    for (int r = 0; r < rows; r++) {
      int at = r * ld;
      for (int u = 0; u < width; u++) {
        double slope = scale * theta[a + u];
        double base = add ? w[to + at + u] : 0;
        w[to + at + u] = Math.fma(slope, w[from + at + u], base);
      }
    }
  }
}
