package org.poise.residual.internal;

import org.poise.linalg.internal.Ops;

/** x + scale · y, on all channels alike; times what y counts where it may be dropped. */
final class SumStage implements Stage {
  private final SweepShape shape;
  private final double scale;
  private final int drop;
  private final Port x;
  private final Port y;
  private final Port out;
  private final int ld;

  /**
   * Plans the stage; y depends on θ.
   *
   * @param drop place of y among the blocks that may be dropped, or −1
   */
  SumStage(SweepShape shape, int width, double scale, int drop, Port x, Port y, Port out) {
    this.shape = shape;
    this.scale = scale;
    this.drop = drop;
    this.x = x;
    this.y = y;
    this.out = out;
    this.ld = Ops.leadingDimension(width);
  }

  @Override
  public void forward(Tile tile) {
    int n = size(tile);
    Planes.copy(tile.w, n, x.jets(), out.jets(), false);
    Planes.scaled(tile.w, n, scale(tile), y.jets(), out.jets(), true);
  }

  @Override
  public void tangent(Tile tile) {
    int n = size(tile);
    if (!x.isFixed()) {
      Planes.copy(tile.w, n, x.tangent(), out.tangent(), false);
    }
    Planes.scaled(tile.w, n, scale(tile), y.tangent(), out.tangent(), !x.isFixed());
  }

  @Override
  public void backward(Tile tile) {
    int n = size(tile);
    if (!x.isFixed()) {
      Planes.copy(tile.w, n, out.adjoint(), x.adjoint(), x.add());
    }
    Planes.scaled(tile.w, n, scale(tile), out.adjoint(), y.adjoint(), y.add());
  }

  private double scale(Tile tile) {
    return drop < 0 ? scale : scale * tile.kept[drop];
  }

  private int size(Tile tile) {
    return shape.channels() * tile.n * ld;
  }
}
