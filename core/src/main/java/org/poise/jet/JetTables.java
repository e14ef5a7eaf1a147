package org.poise.jet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Faà di Bruno's formula for a jet layout, compiled to tables: for a smooth elementwise function σ
 * and a = σ(z),
 *
 * <pre>  a_α = Σ_π σ^(|π|)(z_0) Π_{β∈π} z_β </pre>
 *
 * over the partitions π of the letters of α. It is linear in z_α, so a component Σ w_α u_α obeys it
 * as well: σ'(z_0) z_c and the sum of w_α times the products of two factors and more. Equal
 * products are merged, so a table holds one {@link Term} for each, with its count. The adjoint and
 * the tangent are derived from the same terms.
 */
public final class JetTables {
  /**
   * One product: {@code count · σ^(k)(z_0) · Π z_factor}, with k = factors.length.
   *
   * @param component the component of a that the term adds to
   * @param count how many partitions give this product, times the weights of a combination
   * @param factors components of z, ascending, each at least 1
   */
  public record Term(int component, double count, int[] factors) {
    /** The order k of the derivative of σ. */
    public int derivative() {
      return factors.length;
    }
  }

  /**
   * One entry of the adjoint: the derivative of a term with respect to component {@code target} of
   * z, the product {@code count · ā_component · σ^(derivative)(z_0) · Π z_factor}.
   */
  public record AdjointTerm(
      int target, int component, double count, int derivative, int[] factors) {}

  private final JetLayout layout;
  private final boolean[] active;
  private final List<Term> terms;
  private final List<AdjointTerm> adjoint;

  private JetTables(JetLayout layout, boolean[] active) {
    this.layout = layout;
    this.active = active;
    this.terms = compileTerms();
    this.adjoint = compileAdjoint();
  }

  /** The tables for a general argument z. */
  public static JetTables of(JetLayout layout) {
    boolean[] all = new boolean[layout.size()];
    Arrays.fill(all, true);
    return new JetTables(layout, all);
  }

  /**
   * The tables for an argument that is affine in the coordinates, so that its derivatives beyond
   * the first vanish.
   */
  public static JetTables ofAffine(JetLayout layout) {
    boolean[] first = new boolean[layout.size()];
    for (int c = 0; c < first.length; c++) {
      first[c] = layout.component(c).touchesFirstOrder();
    }
    return new JetTables(layout, first);
  }

  public JetLayout layout() {
    return layout;
  }

  /** Whether a component of z may differ from zero. */
  public boolean active(int component) {
    return active[component];
  }

  /** The terms of all components but the value, component by component. */
  public List<Term> terms() {
    return terms;
  }

  /**
   * The adjoint of {@link #terms}, target by target, for the active targets; target 0 from the
   * derivative of σ.
   */
  public List<AdjointTerm> adjoint() {
    return adjoint;
  }

  private List<Term> compileTerms() {
    List<Term> all = new ArrayList<>();
    for (int c = 1; c < layout.size(); c++) {
      TreeMap<int[], Double> counts = new TreeMap<>(JetTables::compareFactors);
      // The undivided letters of all derivatives together give σ'(z_0) z_c.
      counts.put(new int[] {c}, 1.0);
      for (Functional.Term term : layout.component(c).terms()) {
        partition(term.alpha().letters(), 0, new ArrayList<>(), term.weight(), counts);
      }
      for (Map.Entry<int[], Double> entry : counts.entrySet()) {
        if (Arrays.stream(entry.getKey()).allMatch(f -> active[f])) {
          all.add(new Term(c, entry.getValue(), entry.getKey()));
        }
      }
    }
    return List.copyOf(all);
  }

  private static int compareFactors(int[] a, int[] b) {
    return a.length != b.length ? Integer.compare(a.length, b.length) : Arrays.compare(a, b);
  }

  /**
   * Puts letter after letter into every part that there is and into one of its own; counts what has
   * two parts or more, with a weight.
   */
  private void partition(
      List<Integer> letters,
      int next,
      List<MultiIndex> parts,
      double weight,
      TreeMap<int[], Double> counts) {
    if (next == letters.size()) {
      if (parts.size() > 1) {
        int[] factors = parts.stream().mapToInt(layout::indexOf).sorted().toArray();
        counts.merge(factors, weight, Double::sum);
      }
      return;
    }
    int letter = letters.get(next);
    for (int i = 0; i < parts.size(); i++) {
      MultiIndex part = parts.get(i);
      parts.set(i, part.raised(letter));
      partition(letters, next + 1, parts, weight, counts);
      parts.set(i, part);
    }
    parts.add(MultiIndex.unit(layout.dimension(), letter));
    partition(letters, next + 1, parts, weight, counts);
    parts.removeLast();
  }

  private List<AdjointTerm> compileAdjoint() {
    List<AdjointTerm> all = new ArrayList<>();
    all.add(new AdjointTerm(0, 0, 1, 1, new int[0]));
    for (Term term : terms) {
      all.add(new AdjointTerm(0, term.component, term.count, term.derivative() + 1, term.factors));
    }
    for (int target = 1; target < layout.size(); target++) {
      for (Term term : terms) {
        int power = multiplicity(term.factors, target);
        if (power > 0) {
          int[] others = without(term.factors, target);
          all.add(
              new AdjointTerm(
                  target, term.component, term.count * power, term.derivative(), others));
        }
      }
    }
    return List.copyOf(all);
  }

  private static int multiplicity(int[] factors, int target) {
    return (int) Arrays.stream(factors).filter(f -> f == target).count();
  }

  /** The factors with one occurrence of the target taken out. */
  private static int[] without(int[] factors, int target) {
    int[] others = new int[factors.length - 1];
    boolean skipped = false;
    int n = 0;
    for (int f : factors) {
      if (f == target && !skipped) {
        skipped = true;
      } else {
        others[n++] = f;
      }
    }
    return others;
  }
}
