package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poise.jet.JetTables;
import org.poise.jet.JetTables.AdjointTerm;
import org.poise.linalg.internal.PlaneSums;
import org.poise.linalg.internal.PlaneSums.Plane;
import org.poise.linalg.internal.PlaneSums.Product;
import org.poise.linalg.internal.PlaneSums.Stack;

/**
 * The adjoint of Faà di Bruno's formula a = σ(z) for all equations of a point set. The derivatives
 * of a's components with respect to those of z are the same for all, so they are made once, and
 * each equation's adjoints are z̄_t = Σ_c (∂a_c/∂z_t) ā_c.
 */
final class SystemAdjoint {
  /** What sums up to an entry ∂a_c/∂z_t: count σ^(derivative) Π z_factor. */
  private record Term(double count, int derivative, List<Integer> factors) {
    boolean isPlain() {
      return count == 1 && factors.isEmpty();
    }

    Product product(Plane to) {
      List<Plane> all = new ArrayList<>();
      all.add(new Plane(Stack.SIGMA, derivative - 1));
      factors.forEach(z -> all.add(new Plane(Stack.Z, z)));
      return new Product(to, count, all, -1);
    }
  }

  /** How many derivatives of σ there are. */
  private final int order;

  private final SystemPlanes planes;

  /** The entries that are no derivative of σ itself, and which of them each is. */
  private final Map<List<Term>, Integer> entries = new LinkedHashMap<>();

  private final PlaneSums sums;

  /**
   * Plans the adjoint.
   *
   * @param handsOn whether the gradients of outputs are wanted as well
   */
  SystemAdjoint(JetTables tables, SystemPlanes planes, boolean handsOn) {
    order = tables.layout().order() + 1;
    this.planes = planes;
    List<Product> products = new ArrayList<>();
    int size = tables.layout().size();
    for (int target = 0; target < size; target++) {
      for (int e = 0; e < planes.equations(); e++) {
        for (int c = 0; target < planes.channels(e) && c < planes.channels(e); c++) {
          List<Term> terms = terms(tables, target, c);
          if (!terms.isEmpty()) {
            List<Plane> factors =
                List.of(new Plane(Stack.SIGMA, place(terms)), from(planes.plane(e, c)));
            Plane to = new Plane(Stack.TO, planes.plane(e, target));
            products.add(new Product(to, 1, factors, planes.sum(target)));
          }
        }
      }
    }
    for (int k = 0; handsOn && k < planes.outputs().size(); k++) {
      int plane = planes.gradient(k);
      List<Plane> factors = List.of(new Plane(Stack.SIGMA, 0), new Plane(Stack.FROM, plane));
      products.add(new Product(plane, 1, factors));
    }
    List<Product> all = new ArrayList<>();
    entries.forEach((terms, k) -> {
      Plane entry = new Plane(Stack.SIGMA, entry(k));
      terms.forEach(t -> all.add(t.product(entry)));
    });
    all.addAll(products);
    sums = new PlaneSums(all);
  }

  /** Where the adjoints of a are: multiples in scratch, others in the layer's region. */
  private Plane from(int plane) {
    int multiple = planes.multiple(plane);
    return multiple < 0 ? new Plane(Stack.FROM, plane) : new Plane(Stack.SIGMA, order + multiple);
  }

  /** The terms of ∂a_c/∂z_target. */
  private static List<Term> terms(JetTables tables, int target, int component) {
    return tables.adjoint().stream()
        .filter(t -> t.target() == target && t.component() == component)
        .map(t -> new Term(t.count(), t.derivative(), Arrays.stream(t.factors()).boxed().toList()))
        .toList();
  }

  /** Where an entry lies among the planes of scratch. */
  private int place(List<Term> terms) {
    Term first = terms.getFirst();
    if (terms.size() == 1 && first.isPlain()) {
      return first.derivative() - 1;
    }
    int next = entries.size();
    return entry(entries.computeIfAbsent(terms, _ -> next));
  }

  private int entry(int k) {
    return order + planes.multiples().size() + k;
  }

  /** Planes of scratch for derivatives of σ, multiples, and derivatives of a. */
  static int scratchPlanes(JetTables tables, SystemPlanes planes) {
    Set<List<Integer>> pairs = new HashSet<>();
    for (AdjointTerm t : tables.adjoint()) {
      pairs.add(List.of(t.target(), t.component()));
    }
    return tables.layout().order() + 1 + planes.multiples().size() + pairs.size();
  }

  /** How many derivatives of σ {@link #run} wants. */
  int order() {
    return order;
  }

  /**
   * Sets the adjoints of z and their sums from those of a.
   *
   * @param n entries of each plane
   * @param scratch planes of scratch {@code scratchPlane} apart, the first of them σ^(1) …
   *     σ^(order), and the multiples after these
   * @param z where the jets of z start, and the first planes of adjoints, {@code plane} apart
   */
  void run(double[] w, int n, int scratch, int scratchPlane, int z, int ofA, int ofZ, int plane) {
    sums.run(w, n, false, scratch, scratchPlane, z, plane, ofA, plane, ofZ, plane);
  }
}
