package org.poise.residual.internal;

import java.util.Arrays;
import org.poise.jet.LeibnizTables;
import org.poise.linalg.internal.Ops;

/**
 * base + gate ∘ difference on jets by Leibniz' rule, on whole planes of points × units in chunks
 * that stay in the first-level cache.
 */
final class GateStage implements Stage {
  private final SweepShape shape;
  private final JetProducts products;
  private final Port gate;
  private final Port difference;
  private final Port base;
  private final Port out;
  private final int ld;

  /** Plans the stage; all its inputs depend on θ. */
  GateStage(
      SweepShape shape,
      LeibnizTables tables,
      int width,
      Port gate,
      Port difference,
      Port base,
      Port out) {
    this.shape = shape;
    this.products = new JetProducts(tables);
    this.gate = gate;
    this.difference = difference;
    this.base = base;
    this.out = out;
    this.ld = Ops.leadingDimension(width);
  }

  @Override
  public void forward(Tile tile) {
    double[] w = tile.w;
    int plane = tile.n * ld;
    for (int s = 0; s < shape.sites(); s++) {
      int site = s * shape.components() * plane;
      for (int i = site; i < site + plane; i += ElementwiseStage.CHUNK) {
        int n = Math.min(ElementwiseStage.CHUNK, site + plane - i);
        copy(w, n, plane, base.jets() + i, out.jets() + i, false);
        products.add(w, n, plane, gate.jets() + i, difference.jets() + i, out.jets() + i);
      }
    }
  }

  @Override
  public void tangent(Tile tile) {
    double[] w = tile.w;
    int plane = tile.n * ld;
    for (int s = 0; s < shape.sites(); s++) {
      int site = s * shape.components() * plane;
      for (int i = site; i < site + plane; i += ElementwiseStage.CHUNK) {
        int n = Math.min(ElementwiseStage.CHUNK, site + plane - i);
        copy(w, n, plane, base.tangent() + i, out.tangent() + i, false);
        products.add(w, n, plane, gate.tangent() + i, difference.jets() + i, out.tangent() + i);
        products.add(w, n, plane, gate.jets() + i, difference.tangent() + i, out.tangent() + i);
      }
    }
  }

  @Override
  public void backward(Tile tile) {
    double[] w = tile.w;
    int plane = tile.n * ld;
    for (int s = 0; s < shape.sites(); s++) {
      int site = s * shape.components() * plane;
      for (int i = site; i < site + plane; i += ElementwiseStage.CHUNK) {
        int n = Math.min(ElementwiseStage.CHUNK, site + plane - i);
        clear(w, n, plane, gate, i);
        products.addAdjoint(
            w, n, plane, difference.jets() + i, out.adjoint() + i, gate.adjoint() + i);
        clear(w, n, plane, difference, i);
        products.addAdjoint(
            w, n, plane, gate.jets() + i, out.adjoint() + i, difference.adjoint() + i);
        copy(w, n, plane, out.adjoint() + i, base.adjoint() + i, base.add());
      }
    }
  }

  private void clear(double[] w, int n, int plane, Port in, int i) {
    for (int c = 0; !in.add() && c < shape.components(); c++) {
      int from = in.adjoint() + i + c * plane;
      Arrays.fill(w, from, from + n, 0);
    }
  }

  private void copy(double[] w, int n, int plane, int from, int to, boolean add) {
    for (int c = 0; c < shape.components(); c++) {
      Planes.copy(w, n, from + c * plane, to + c * plane, add);
    }
  }
}
