package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.linalg.internal.Ops;

/** α y + (1 − α) x with a trainable number α, on all channels alike. */
final class BlendStage implements Stage {
  private final SweepShape shape;
  private final VectorPlan alpha;
  private final int width;
  private final Port x;
  private final Port y;
  private final Port out;
  private final int ld;
  private final VectorSink sink;

  /**
   * Plans the stage; y depends on θ.
   *
   * @param vectors region for the gradients of α
   */
  BlendStage(SweepShape shape, VectorPlan alpha, int width, Port x, Port y, Port out, int vectors) {
    this.shape = shape;
    this.alpha = alpha;
    this.width = width;
    this.x = x;
    this.y = y;
    this.out = out;
    this.ld = Ops.leadingDimension(width);
    this.sink = new VectorSink(alpha, vectors);
  }

  @Override
  public void forward(Tile tile) {
    double a = tile.theta[alpha.offset()];
    int n = size(tile);
    Planes.scaled(tile.w, n, 1 - a, x.jets(), out.jets(), false);
    Planes.scaled(tile.w, n, a, y.jets(), out.jets(), true);
  }

  @Override
  public void tangent(Tile tile) {
    double a = tile.theta[alpha.offset()];
    double along = tile.direction[tile.directionOff + alpha.offset()];
    int n = size(tile);
    Planes.scaled(tile.w, n, a, y.tangent(), out.tangent(), false);
    if (!x.isFixed()) {
      Planes.scaled(tile.w, n, 1 - a, x.tangent(), out.tangent(), true);
    }
    Planes.scaled(tile.w, n, along, y.jets(), out.tangent(), true);
    Planes.scaled(tile.w, n, -along, x.jets(), out.tangent(), true);
  }

  @Override
  public void backward(Tile tile) {
    double a = tile.theta[alpha.offset()];
    int n = size(tile);
    gradients(tile);
    sink.accept(tile, 1);
    if (!x.isFixed()) {
      Planes.scaled(tile.w, n, 1 - a, out.adjoint(), x.adjoint(), x.add());
    }
    Planes.scaled(tile.w, n, a, out.adjoint(), y.adjoint(), y.add());
  }

  /** ∂r_j/∂α = Σ_c ⟨δ_c, y_c − x_c⟩ over the channels c. */
  private void gradients(Tile tile) {
    double[] w = tile.w;
    for (int p = 0; p < tile.n; p++) {
      double sum = 0;
      for (int c = 0; c < shape.channels(); c++) {
        int at = (c * tile.n + p) * ld;
        double ofY = OPS.dot(width, w, out.adjoint() + at, w, y.jets() + at);
        sum += ofY - OPS.dot(width, w, out.adjoint() + at, w, x.jets() + at);
      }
      w[sink.region() + p] = sum;
    }
  }

  private int size(Tile tile) {
    return shape.channels() * tile.n * ld;
  }
}
