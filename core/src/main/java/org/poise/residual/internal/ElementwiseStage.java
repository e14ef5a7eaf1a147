package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.SortedSet;
import org.poise.jet.JetTables;
import org.poise.linalg.internal.Ops;

/**
 * An activation on jets by Faà di Bruno's formula, on whole planes of points × units in chunks that
 * stay in the first-level cache.
 */
final class ElementwiseStage implements ChainStage {
  /** Doubles in a chunk; some twenty planes of them fit a first-level cache. */
  static final int CHUNK = 128;

  private final SweepShape shape;
  private final int kind;
  private final int ld;
  private final FaaDiBruno formula;

  /** The formula for the first components alone, by their number, where sweeps carry so many. */
  private final FaaDiBruno[] carried;

  private final OutputGradients gradients;
  private final Port in;
  private final Port out;
  private final int state;
  private final int sigma;

  /** Derivatives of the activation for the sweeps of several equations, or −1. */
  private final int kept;

  /**
   * Plans the stage.
   *
   * @param kind the activation's ordinal, by which the ops know it
   * @param fewer numbers of components that backward sweeps may carry instead of all
   * @param sigma region of scratch, see {@link #scratch}
   * @param keep whether several equations are swept back one after the other
   */
  ElementwiseStage(
      SweepShape shape,
      int kind,
      int width,
      JetTables tables,
      SortedSet<Integer> fewer,
      OutputGradients gradients,
      Port in,
      Port out,
      Arena arena,
      int sigma,
      boolean keep) {
    this.shape = shape;
    this.kind = kind;
    this.ld = Ops.leadingDimension(width);
    this.formula = new FaaDiBruno(tables);
    this.carried = new FaaDiBruno[shape.components() + 1];
    for (int count : fewer) {
      carried[count] = new FaaDiBruno(tables.first(count));
    }
    carried[shape.components()] = formula;
    this.gradients = gradients;
    this.in = in;
    this.out = out;
    this.state = arena.take((long) Ops.statePlanes(kind) * shape.sites() * shape.points() * ld);
    this.sigma = sigma;
    int derivatives = formula.order() + 1;
    this.kept = keep ? arena.take((long) derivatives * shape.sites() * shape.points() * ld) : -1;
  }

  /** Doubles of scratch for the derivatives of the activation. */
  static int scratch(int order) {
    return (order + 1) * CHUNK;
  }

  @Override
  public void forward(Tile tile) {
    double[] w = tile.w;
    int plane = tile.n * ld;
    for (int s = 0; s < shape.sites(); s++) {
      int z = in.jets() + s * shape.components() * plane;
      int a = out.jets() + s * shape.components() * plane;
      OPS.activate(kind, plane, w, z, a, state + s * plane, shape.sites() * plane);
      for (int i = 0; formula.order() > 0 && i < plane; i += CHUNK) {
        int n = Math.min(CHUNK, plane - i);
        derivatives(tile, s, i, n, formula.order(), sigma, CHUNK);
        formula.forward(w, n, sigma, CHUNK, z + i, plane, a + i, plane);
      }
    }
  }

  @Override
  public void outputGradients(Tile tile) {
    FaaDiBruno value = carried[1];
    int plane = tile.n * ld;
    for (int i = 0; i < plane; i += CHUNK) {
      int n = Math.min(CHUNK, plane - i);
      derivatives(tile, 0, i, n, formula.order() + 1, kept + i, plane);
      for (int k = 0; k < gradients.count(); k++) {
        int at = k * plane + i;
        int z = in.jets() + i;
        int from = out.gradient() + at;
        value.adjoint(tile.w, n, false, kept + i, plane, z, 0, from, 0, in.gradient() + at);
      }
    }
  }

  @Override
  public void backward(Tile tile) {
    FaaDiBruno own = carried[tile.carried.channels() / shape.sites()];
    int plane = tile.n * ld;
    // Gradients of outputs, where they come by, have left the derivatives already.
    boolean keeps = kept >= 0 && tile.norms;
    boolean compute = !keeps || tile.sink.isFirst() && in.gradient() < 0;
    int distance = keeps ? shape.sites() * plane : CHUNK;
    for (int s = 0; s < shape.sites(); s++) {
      int site = s * shape.components() * plane;
      for (int i = 0; i < plane; i += CHUNK) {
        int n = Math.min(CHUNK, plane - i);
        int at = site + i;
        int from = keeps ? kept + s * plane + i : sigma;
        if (compute) {
          derivatives(tile, s, i, n, (keeps ? formula : own).order() + 1, from, distance);
        }
        own.adjoint(
            tile.w,
            n,
            in.add(),
            from,
            distance,
            in.jets() + at,
            plane,
            out.adjoint() + at,
            plane,
            in.adjoint() + at);
      }
    }
  }

  @Override
  public void tangent(Tile tile) {
    int plane = tile.n * ld;
    for (int s = 0; s < shape.sites(); s++) {
      int site = s * shape.components() * plane;
      for (int i = 0; i < plane; i += CHUNK) {
        int n = Math.min(CHUNK, plane - i);
        int at = site + i;
        derivatives(tile, s, i, n, formula.order() + 1, sigma, CHUNK);
        formula.tangent(
            tile.w,
            n,
            sigma,
            CHUNK,
            in.jets() + at,
            plane,
            in.tangent() + at,
            out.tangent() + at,
            plane);
      }
    }
  }

  /** The derivatives σ^(1) … σ^(order) of a chunk, in planes so far apart. */
  private void derivatives(Tile tile, int site, int i, int n, int order, int to, int distance) {
    int plane = tile.n * ld;
    int value = site * shape.components() * plane + i;
    OPS.derivatives(
        kind,
        order,
        n,
        tile.w,
        in.jets() + value,
        out.jets() + value,
        state + site * plane + i,
        shape.sites() * plane,
        to,
        distance);
  }
}
