package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.poise.jet.JetTables;
import org.poise.linalg.internal.PlaneSums;
import org.poise.linalg.internal.PlaneSums.Plane;
import org.poise.linalg.internal.PlaneSums.Product;
import org.poise.linalg.internal.PlaneSums.Stack;

/**
 * Faà di Bruno's formula for a = σ(z), its adjoint and its tangent (see {@link JetTables}), as
 * products of whole planes of one array. Component c of a jet that starts at {@code x} lies at
 * {@code x + c · xPlane}, and σ^(k) at {@code sigma + (k − 1) · sigmaPlane}.
 */
final class FaaDiBruno {
  private final int order;
  private final PlaneSums forward;
  private final PlaneSums adjoint;
  private final PlaneSums tangent;

  FaaDiBruno(JetTables tables) {
    order = tables.layout().order();
    forward =
        new PlaneSums(
            tables.terms().stream()
                .map(t ->
                    new Product(
                        t.component(), t.count(), factors(t.derivative(), List.of(), t.factors())))
                .toList());
    adjoint =
        new PlaneSums(
            tables.adjoint().stream().map(t -> product(t.target(), t, t.component())).toList());
    // The transpose of the adjoint: the same products, ordered by the component that they add to.
    tangent =
        new PlaneSums(
            tables.adjoint().stream()
                .sorted(Comparator.comparingInt(JetTables.AdjointTerm::component))
                .map(t -> product(t.component(), t, t.target()))
                .toList());
  }

  /** count σ^(k) Π z_factor · from. */
  private static Product product(int to, JetTables.AdjointTerm t, int from) {
    List<Plane> linear = List.of(new Plane(Stack.FROM, from));
    return new Product(to, t.count(), factors(t.derivative(), linear, t.factors()));
  }

  private static List<Plane> factors(int derivative, List<Plane> linear, int[] z) {
    List<Plane> factors = new ArrayList<>();
    factors.add(new Plane(Stack.SIGMA, derivative - 1));
    factors.addAll(linear);
    for (int component : z) {
      factors.add(new Plane(Stack.Z, component));
    }
    return factors;
  }

  /** The highest derivative of σ that {@link #forward} reads; the others read one more. */
  int order() {
    return order;
  }

  /** The derivatives of a, from σ^(1) … σ^(order). Sets all components but the value. */
  void forward(double[] w, int n, int sigma, int sigmaPlane, int z, int zPlane, int a, int aPlane) {
    forward.run(w, n, false, sigma, sigmaPlane, z, zPlane, z, zPlane, a, aPlane);
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
    adjoint.run(w, n, add, sigma, sigmaPlane, z, zPlane, ofA, aPlane, ofZ, zPlane);
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
    tangent.run(w, n, false, sigma, sigmaPlane, z, zPlane, ofZ, zPlane, ofA, aPlane);
  }
}
