package org.poise.residual.internal;

import org.poise.jet.JetTables;
import org.poise.linalg.internal.Ops;
import org.poise.network.Layer;

/** The functions of a basis of every unit, see {@link BasisJets}. Its input may be fixed. */
final class ExpansionStage implements Stage {
  private final SweepShape shape;
  private final BasisJets basis;
  private final Port in;
  private final Port out;
  private final int ldIn;
  private final int ldOut;
  private final int state;
  private final int stateLd;

  /**
   * Plans the stage.
   *
   * @param scratch see {@link BasisJets#scratch}
   */
  ExpansionStage(
      SweepShape shape,
      Layer.Expansion layer,
      JetTables tables,
      Port in,
      Port out,
      Arena arena,
      int scratch) {
    this.shape = shape;
    this.in = in;
    this.out = out;
    basis = new BasisJets(layer.basis(), layer.in(), tables, scratch);
    ldIn = Ops.leadingDimension(layer.in());
    ldOut = Ops.leadingDimension(layer.width());
    stateLd = BasisJets.statePlanes(layer.basis()) * ldIn;
    state = arena.take((long) shape.sites() * shape.points() * stateLd);
  }

  @Override
  public void forward(Tile tile) {
    for (int s = 0; s < shape.sites(); s++) {
      int first = s * shape.components() * tile.n;
      basis.forward(
          tile.w,
          tile.n,
          in.jets() + first * ldIn,
          out.jets() + first * ldOut,
          state + s * tile.n * stateLd);
    }
  }

  @Override
  public void tangent(Tile tile) {
    for (int s = 0; s < shape.sites() && !in.isFixed(); s++) {
      int first = s * shape.components() * tile.n;
      basis.tangent(
          tile.w,
          tile.n,
          in.jets() + first * ldIn,
          state + s * tile.n * stateLd,
          in.tangent() + first * ldIn,
          out.tangent() + first * ldOut);
    }
  }

  @Override
  public void backward(Tile tile) {
    for (int s = 0; s < shape.sites() && !in.isFixed(); s++) {
      int first = s * shape.components() * tile.n;
      basis.adjoint(
          tile.w,
          tile.n,
          in.add(),
          in.jets() + first * ldIn,
          state + s * tile.n * stateLd,
          out.adjoint() + first * ldOut,
          in.adjoint() + first * ldIn);
    }
  }
}
