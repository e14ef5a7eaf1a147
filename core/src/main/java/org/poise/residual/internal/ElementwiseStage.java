package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
  private final int width;
  private final int ld;
  private final FaaDiBruno formula;
  private final @Nullable SystemSweep system;
  private final @Nullable SystemAdjoint systemAdjoint;
  private final Port in;
  private final Port out;
  private final int state;
  private final int sigma;

  /**
   * Plans the stage.
   *
   * @param kind the activation's ordinal, by which the ops know it
   * @param system the adjoints of all equations, if they are swept back together
   * @param handsOn whether a product takes the adjoints of the input further back
   * @param sigma region of scratch, see {@link #scratch}
   */
  ElementwiseStage(
      SweepShape shape,
      int kind,
      int width,
      JetTables tables,
      @Nullable SystemSweep system,
      boolean handsOn,
      Port in,
      Port out,
      Arena arena,
      int sigma) {
    this.shape = shape;
    this.kind = kind;
    this.width = width;
    this.ld = Ops.leadingDimension(width);
    this.formula = new FaaDiBruno(tables);
    this.system = system;
    this.systemAdjoint =
        system == null ? null : new SystemAdjoint(tables, system.planes(), handsOn);
    this.in = in;
    this.out = out;
    this.state = arena.take((long) Ops.statePlanes(kind) * shape.sites() * shape.points() * ld);
    this.sigma = sigma;
  }

  /** Doubles of scratch for derivatives of the activation on single points or pairs. */
  static long scratch(int order) {
    return (order + 1L) * CHUNK;
  }

  /**
   * The same where the adjoints of all equations are swept back together.
   *
   * @param widest leading dimension of the widest layer
   */
  static long systemScratch(JetTables tables, SystemPlanes planes, long widest) {
    return SystemAdjoint.scratchPlanes(tables, planes) * Math.max(CHUNK, widest);
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
  public void backward(Tile tile) {
    int plane = tile.n * ld;
    for (int s = 0; s < shape.sites(); s++) {
      int site = s * shape.components() * plane;
      for (int i = 0; i < plane; i += CHUNK) {
        int n = Math.min(CHUNK, plane - i);
        int at = site + i;
        derivatives(tile, s, i, n, formula.order() + 1, sigma, CHUNK);
        formula.adjoint(
            tile.w,
            n,
            in.add(),
            sigma,
            CHUNK,
            in.jets() + at,
            plane,
            out.adjoint() + at,
            plane,
            in.adjoint() + at);
      }
    }
  }

  @Override
  public void systemBackward(Tile tile) {
    SystemSweep all = Objects.requireNonNull(system);
    SystemAdjoint adjoint = Objects.requireNonNull(systemAdjoint);
    int plane = tile.n * ld;
    // Whole rows, since multiples have a number for each.
    int rows = Math.max(1, CHUNK / ld);
    int distance = Math.max(CHUNK, ld);
    for (int first = 0; first < tile.n; first += rows) {
      int count = Math.min(rows, tile.n - first);
      int i = first * ld;
      int n = count * ld;
      derivatives(tile, 0, i, n, adjoint.order(), sigma, distance);
      int multiples = sigma + adjoint.order() * distance;
      all.multiply(tile, out.adjoint(), first, count, width, ld, multiples, distance);
      int z = in.jets() + i;
      adjoint.run(tile.w, n, sigma, distance, z, out.adjoint() + i, in.adjoint() + i, plane);
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
