package org.poise.jet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The components of a jet: the function itself first, then a downward-closed set of its partial
 * derivatives. Values are plain partial derivatives, never divided by factorials. Derivatives that
 * no other one builds on may be collapsed: of several, one linear combination is carried (forward
 * Laplacian, arXiv 2307.08214; collapsed Taylor mode, arXiv 2505.13644).
 */
public final class JetLayout {
  private final int dimension;
  private final List<Functional> components;
  private final Map<MultiIndex, Integer> positions = new HashMap<>();

  private JetLayout(int dimension, Collection<Functional> components) {
    this.dimension = dimension;
    this.components = List.copyOf(components);
    this.components.forEach(c -> positions.put(c.first(), positions.size()));
  }

  /** The smallest layout that holds the derivatives used; always with the function itself. */
  public static JetLayout closure(int dimension, Collection<MultiIndex> used) {
    TreeSet<MultiIndex> closed = new TreeSet<>();
    closed.add(MultiIndex.zero(dimension));
    used.forEach(alpha -> addWithLower(alpha, closed));
    return new JetLayout(dimension, closed.stream().map(Functional::of).toList());
  }

  private static void addWithLower(MultiIndex alpha, TreeSet<MultiIndex> closed) {
    if (closed.add(alpha)) {
      for (int i = 0; i < alpha.dimension(); i++) {
        if (alpha.get(i) > 0) {
          addWithLower(alpha.minus(MultiIndex.unit(alpha.dimension(), i)), closed);
        }
      }
    }
  }

  /**
   * This layout with combinations in place of their derivatives, as last components.
   *
   * @param combinations over disjoint sets of derivatives, each of which this layout holds alone
   *     and no other component lies above
   */
  public JetLayout collapse(List<Functional> combinations) {
    List<MultiIndex> gone =
        combinations.stream().flatMap(c -> c.terms().stream()).map(Functional.Term::alpha).toList();
    for (MultiIndex alpha : gone) {
      boolean maximal =
          components.stream()
              .map(Functional::first)
              .allMatch(b -> b.equals(alpha) || !alpha.lessOrEqual(b));
      if (!maximal || alpha.order() == 0 || !components.get(indexOf(alpha)).plain()) {
        throw new IllegalArgumentException(
            "derivative " + alpha + " cannot be collapsed in " + this + "; others build on it");
      }
    }
    if (gone.stream().distinct().count() < gone.size()) {
      throw new IllegalArgumentException("a derivative is in two combinations: " + combinations);
    }
    List<Functional> left = new ArrayList<>();
    components.stream().filter(c -> !gone.contains(c.first())).forEach(left::add);
    left.addAll(combinations);
    return new JetLayout(dimension, left);
  }

  /** Number of coordinates. */
  public int dimension() {
    return dimension;
  }

  /** Number of components C. */
  public int size() {
    return components.size();
  }

  /** The highest total order of a derivative. */
  public int order() {
    return components.stream().mapToInt(Functional::order).max().orElseThrow();
  }

  public List<Functional> components() {
    return components;
  }

  public Functional component(int position) {
    return components.get(position);
  }

  /** Whether a component is named by a derivative. */
  public boolean contains(MultiIndex alpha) {
    return positions.containsKey(alpha);
  }

  /** The position of the component that a derivative names. */
  public int indexOf(MultiIndex alpha) {
    Integer position = positions.get(alpha);
    if (position == null) {
      throw new IllegalArgumentException(
          "this jet layout has no component " + alpha + ", only " + components);
    }
    return position;
  }

  @Override
  public String toString() {
    return components.toString();
  }
}
