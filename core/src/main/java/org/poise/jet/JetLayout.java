package org.poise.jet;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The components of a jet: a downward-closed set of partial derivatives, the function itself first.
 * Component values are plain partial derivatives, never divided by factorials.
 */
public final class JetLayout {
  private final int dimension;
  private final List<MultiIndex> components;
  private final Map<MultiIndex, Integer> positions = new HashMap<>();

  private JetLayout(int dimension, Collection<MultiIndex> components) {
    this.dimension = dimension;
    this.components = List.copyOf(components);
    this.components.forEach(alpha -> positions.put(alpha, positions.size()));
  }

  /** The smallest layout that holds the derivatives used; always with the function itself. */
  public static JetLayout closure(int dimension, Collection<MultiIndex> used) {
    TreeSet<MultiIndex> closed = new TreeSet<>();
    closed.add(MultiIndex.zero(dimension));
    used.forEach(alpha -> addWithLower(alpha, closed));
    return new JetLayout(dimension, closed);
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

  /** Number of coordinates. */
  public int dimension() {
    return dimension;
  }

  /** Number of components C. */
  public int size() {
    return components.size();
  }

  /** The highest total order of a component. */
  public int order() {
    return components.getLast().order();
  }

  public List<MultiIndex> components() {
    return components;
  }

  public MultiIndex component(int position) {
    return components.get(position);
  }

  /** Whether the layout holds a derivative. */
  public boolean contains(MultiIndex alpha) {
    return positions.containsKey(alpha);
  }

  /** The position of a derivative that the layout holds. */
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
