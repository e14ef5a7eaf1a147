package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Comparator;
import java.util.List;
import org.poise.jet.JetTables;
import org.poise.linalg.internal.Ops;

/**
 * An activation on jets by Faà di Bruno's formula (see {@link JetTables}), on whole planes of
 * points × units in chunks that stay in the first-level cache.
 */
final class ElementwiseStage implements Stage {
  /** Doubles in a chunk; some twenty planes of them fit a first-level cache. */
  static final int CHUNK = 128;

  private final SweepShape shape;
  private final int kind;
  private final int ld;
  private final JetTables tables;
  private final Port in;
  private final Port out;
  private final int state;
  private final int sigma;
  private final Entry[] forward;
  private final Entry[] adjoint;
  private final Entry[] tangent;

  /** A product to add: to {@code to}, from {@code from}, by σ^(derivative) and z-factors. */
  private record Entry(
      int to, int from, double count, int derivative, int[] factors, boolean first) {}

  /**
   * Plans the stage.
   *
   * @param kind the activation's ordinal, by which the ops know it
   * @param sigma region of scratch, see {@link #scratch}
   */
  ElementwiseStage(
      SweepShape shape,
      int kind,
      int width,
      JetTables tables,
      Port in,
      Port out,
      Arena arena,
      int sigma) {
    this.shape = shape;
    this.kind = kind;
    this.ld = Ops.leadingDimension(width);
    this.tables = tables;
    this.in = in;
    this.out = out;
    this.state = arena.take((long) Ops.statePlanes(kind) * shape.sites() * shape.points() * ld);
    this.sigma = sigma;
    this.forward = forwardEntries(tables);
    this.adjoint = adjointEntries(tables);
    this.tangent = tangentEntries(tables);
  }

  /** Doubles of scratch for the derivatives of the activation. */
  static int scratch(int order) {
    return (order + 1) * CHUNK;
  }

  private static Entry[] forwardEntries(JetTables tables) {
    List<JetTables.Term> terms = tables.terms();
    Entry[] entries = new Entry[terms.size()];
    for (int i = 0; i < entries.length; i++) {
      JetTables.Term t = terms.get(i);
      boolean first = i == 0 || terms.get(i - 1).component() != t.component();
      entries[i] = new Entry(t.component(), -1, t.count(), t.derivative(), t.factors(), first);
    }
    return entries;
  }

  private static Entry[] adjointEntries(JetTables tables) {
    List<JetTables.AdjointTerm> terms = tables.adjoint();
    Entry[] entries = new Entry[terms.size()];
    for (int i = 0; i < entries.length; i++) {
      JetTables.AdjointTerm t = terms.get(i);
      boolean first = i == 0 || terms.get(i - 1).target() != t.target();
      entries[i] =
          new Entry(t.target(), t.component(), t.count(), t.derivative(), t.factors(), first);
    }
    return entries;
  }

  /** The transpose of the adjoint: the same products, ordered by the component that they add to. */
  private static Entry[] tangentEntries(JetTables tables) {
    List<JetTables.AdjointTerm> terms =
        tables.adjoint().stream()
            .sorted(Comparator.comparingInt(JetTables.AdjointTerm::component))
            .toList();
    Entry[] entries = new Entry[terms.size()];
    for (int i = 0; i < entries.length; i++) {
      JetTables.AdjointTerm t = terms.get(i);
      boolean first = i == 0 || terms.get(i - 1).component() != t.component();
      entries[i] =
          new Entry(t.component(), t.target(), t.count(), t.derivative(), t.factors(), first);
    }
    return entries;
  }

  @Override
  public void forward(Tile tile) {
    int plane = tile.n * ld;
    int order = tables.layout().order();
    for (int s = 0; s < shape.sites(); s++) {
      int zs = in.jets() + s * shape.components() * plane;
      int as = out.jets() + s * shape.components() * plane;
      int st = state + s * plane;
      OPS.activate(kind, plane, tile.w, zs, as, st, shape.sites() * plane);
      if (forward.length == 0) {
        continue;
      }
      for (int i = 0; i < plane; i += CHUNK) {
        int n = Math.min(CHUNK, plane - i);
        OPS.derivatives(
            kind, order, n, tile.w, zs + i, as + i, st + i, shape.sites() * plane, sigma, CHUNK);
        for (Entry e : forward) {
          int f = sigma + (e.derivative - 1) * CHUNK;
          product(tile.w, n, !e.first, e.count, as + e.to * plane + i, f, zs + i, plane, e.factors);
        }
      }
    }
  }

  @Override
  public void backward(Tile tile) {
    linear(tile, adjoint, out.adjoint(), in.adjoint(), in.add());
  }

  @Override
  public void tangent(Tile tile) {
    linear(tile, tangent, in.tangent(), out.tangent(), false);
  }

  /** to_c (+)= count σ^(k) Π z_factor · from_c', over the entries. */
  private void linear(Tile tile, Entry[] entries, int from, int to, boolean add) {
    int plane = tile.n * ld;
    int order = tables.layout().order() + 1;
    for (int s = 0; s < shape.sites(); s++) {
      int site = s * shape.components() * plane;
      int st = state + s * plane;
      for (int i = 0; i < plane; i += CHUNK) {
        int n = Math.min(CHUNK, plane - i);
        int zs = in.jets() + site + i;
        OPS.derivatives(
            kind,
            order,
            n,
            tile.w,
            zs,
            out.jets() + site + i,
            st + i,
            shape.sites() * plane,
            sigma,
            CHUNK);
        for (Entry e : entries) {
          int f = sigma + (e.derivative - 1) * CHUNK;
          int at = from + site + e.from * plane + i;
          product(
              tile.w,
              n,
              add || !e.first,
              e.count,
              to + site + e.to * plane + i,
              f,
              at,
              zs,
              plane,
              e.factors);
        }
      }
    }
  }

  /** out (+)= count · σ^(k) · Π z_f, with σ^(k) at {@code sigma} and components a plane apart. */
  static void product(
      double[] w, int n, boolean add, double count, int out, int sigma, int z, int plane, int[] f) {
    switch (f.length) {
      case 1 -> OPS.product(n, add, count, w, out, sigma, z + f[0] * plane);
      case 2 -> OPS.product(n, add, count, w, out, sigma, z + f[0] * plane, z + f[1] * plane);
      case 3 ->
          OPS.product(
              n, add, count, w, out, sigma, z + f[0] * plane, z + f[1] * plane, z + f[2] * plane);
      default ->
          OPS.product(
              n,
              add,
              count,
              w,
              out,
              sigma,
              z + f[0] * plane,
              z + f[1] * plane,
              z + f[2] * plane,
              z + f[3] * plane);
    }
  }

  private static void product(
      double[] w,
      int n,
      boolean add,
      double count,
      int out,
      int sigma,
      int x,
      int z,
      int plane,
      int[] f) {
    switch (f.length) {
      case 0 -> OPS.product(n, add, count, w, out, sigma, x);
      case 1 -> OPS.product(n, add, count, w, out, sigma, x, z + f[0] * plane);
      case 2 -> OPS.product(n, add, count, w, out, sigma, x, z + f[0] * plane, z + f[1] * plane);
      case 3 ->
          OPS.product(
              n,
              add,
              count,
              w,
              out,
              sigma,
              x,
              z + f[0] * plane,
              z + f[1] * plane,
              z + f[2] * plane);
      default ->
          OPS.product(
              n,
              add,
              count,
              w,
              out,
              sigma,
              x,
              z + f[0] * plane,
              z + f[1] * plane,
              z + f[2] * plane,
              z + f[3] * plane);
    }
  }
}
