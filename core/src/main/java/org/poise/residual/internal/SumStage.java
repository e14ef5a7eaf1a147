package org.poise.residual.internal;

import org.poise.linalg.internal.Ops;

/** x + scale · y, on all channels alike. */
final class SumStage implements Stage {
  private final SweepShape shape;
  private final double scale;
  private final Port x;
  private final Port y;
  private final Port out;
  private final int ld;

  /** Plans the stage; y depends on θ. */
  SumStage(SweepShape shape, int width, double scale, Port x, Port y, Port out) {
    this.shape = shape;
    this.scale = scale;
    this.x = x;
    this.y = y;
    this.out = out;
    this.ld = Ops.leadingDimension(width);
  }

  @Override
  public void forward(Tile tile) {
    int n = size(tile);
    Planes.copy(tile.w, n, x.jets(), out.jets(), false);
    Planes.scaled(tile.w, n, scale, y.jets(), out.jets(), true);
  }

  @Override
  public void tangent(Tile tile) {
    int n = size(tile);
    if (!x.isFixed()) {
      Planes.copy(tile.w, n, x.tangent(), out.tangent(), false);
    }
    Planes.scaled(tile.w, n, scale, y.tangent(), out.tangent(), !x.isFixed());
  }

  @Override
  public void backward(Tile tile) {
    int n = size(tile);
    if (!x.isFixed()) {
      Planes.copy(tile.w, n, out.adjoint(), x.adjoint(), x.add());
    }
    Planes.scaled(tile.w, n, scale, out.adjoint(), y.adjoint(), y.add());
  }

  private int size(Tile tile) {
    return shape.channels() * tile.n * ld;
  }
}
