package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Comparator;
import java.util.List;
import org.poise.jet.JetTables;

/**
 * Faà di Bruno's formula for a = σ(z), its adjoint and its tangent (see {@link JetTables}), as
 * products of whole planes of one array. Component c of a jet that starts at {@code x} lies at
 * {@code x + c · xPlane}, and σ^(k) at {@code sigma + (k − 1) · sigmaPlane}.
 */
final class FaaDiBruno {
  private final int order;
  private final Entry[] forward;
  private final Entry[] adjoint;
  private final Entry[] tangent;

  /** A product to add: to {@code to}, from {@code from}, by σ^(derivative) and z-factors. */
  private record Entry(
      int to, int from, double count, int derivative, int[] factors, boolean first) {}

  FaaDiBruno(JetTables tables) {
    order = tables.layout().order();
    forward = forwardEntries(tables.terms());
    adjoint = adjointEntries(tables.adjoint());
    tangent = tangentEntries(tables.adjoint());
  }

  private static Entry[] forwardEntries(List<JetTables.Term> terms) {
    Entry[] entries = new Entry[terms.size()];
    for (int i = 0; i < entries.length; i++) {
      JetTables.Term t = terms.get(i);
      boolean first = i == 0 || terms.get(i - 1).component() != t.component();
      entries[i] = new Entry(t.component(), -1, t.count(), t.derivative(), t.factors(), first);
    }
    return entries;
  }

  private static Entry[] adjointEntries(List<JetTables.AdjointTerm> terms) {
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
  private static Entry[] tangentEntries(List<JetTables.AdjointTerm> adjoint) {
    List<JetTables.AdjointTerm> terms =
        adjoint.stream().sorted(Comparator.comparingInt(JetTables.AdjointTerm::component)).toList();
    Entry[] entries = new Entry[terms.size()];
    for (int i = 0; i < entries.length; i++) {
      JetTables.AdjointTerm t = terms.get(i);
      boolean first = i == 0 || terms.get(i - 1).component() != t.component();
      entries[i] =
          new Entry(t.component(), t.target(), t.count(), t.derivative(), t.factors(), first);
    }
    return entries;
  }

  /** The highest derivative of σ that {@link #forward} reads; the others read one more. */
  int order() {
    return order;
  }

  /** The derivatives of a, from σ^(1) … σ^(order). Sets all components but the value. */
  void forward(double[] w, int n, int sigma, int sigmaPlane, int z, int zPlane, int a, int aPlane) {
    for (Entry e : forward) {
      int f = sigma + (e.derivative - 1) * sigmaPlane;
      product(w, n, !e.first, e.count, a + e.to * aPlane, f, z, zPlane, e.factors);
    }
  }

  /**
   * Adjoints of z from those of a, with σ^(1) … σ^(order + 1).
   *
   * @param add whether to add to the adjoints of z, or to set them
   */
  void adjoint(
      double[] w,
      int n,
      boolean add,
      int sigma,
      int sigmaPlane,
      int z,
      int zPlane,
      int ofA,
      int aPlane,
      int ofZ) {
    linear(w, n, adjoint, add, sigma, sigmaPlane, z, zPlane, ofA, aPlane, ofZ, zPlane);
  }

  /** Sets the tangents of a from those of z, with σ^(1) … σ^(order + 1). */
  void tangent(
      double[] w,
      int n,
      int sigma,
      int sigmaPlane,
      int z,
      int zPlane,
      int ofZ,
      int ofA,
      int aPlane) {
    linear(w, n, tangent, false, sigma, sigmaPlane, z, zPlane, ofZ, zPlane, ofA, aPlane);
  }

  /** to_c (+)= count σ^(k) Π z_factor · from_c', over the entries. */
  private static void linear(
      double[] w,
      int n,
      Entry[] entries,
      boolean add,
      int sigma,
      int sigmaPlane,
      int z,
      int zPlane,
      int from,
      int fromPlane,
      int to,
      int toPlane) {
    for (Entry e : entries) {
      int f = sigma + (e.derivative - 1) * sigmaPlane;
      int x = from + e.from * fromPlane;
      product(w, n, add || !e.first, e.count, to + e.to * toPlane, f, x, z, zPlane, e.factors);
    }
  }

  private static void product(
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
