package org.poise.formula;

import java.util.List;
import java.util.SortedSet;
import org.poise.jet.MultiIndex;

/**
 * An expression in coordinates, trainable coefficients, and fields with their partial derivatives.
 * Immutable; subtrees may be shared, and every operation here visits a shared subtree once.
 *
 * <p>The static methods build simplified expressions: constants are folded and gathered, sums with
 * 0 and products with 0, 1 and −1 vanish, double minus signs cancel. The text of an expression
 * ({@code toString}) is again a formula with the same expression, except that a field on the upper
 * side of a periodic pair or of a cut is marked {@code @upper}.
 */
public sealed interface Expr {
  record Constant(double value) implements Expr {
    public Constant {
      value += 0.0; // −0.0 becomes 0.0
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  record Coordinate(int index, String name) implements Expr {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A trainable coefficient of the problem. */
  record Coefficient(int index, String name) implements Expr, Comparable<Coefficient> {
    @Override
    public int compareTo(Coefficient other) {
      return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A field's partial derivative.
   *
   * @param site 0 at the point itself, 1 at the upper point of a periodic pair; on a cut between
   *     subdomains 0 below it, 1 above
   * @param coordinates the names of the coordinates, for printing
   */
  record FieldJet(int field, String name, MultiIndex alpha, int site, List<String> coordinates)
      implements Expr, Comparable<FieldJet> {
    public FieldJet {
      coordinates = List.copyOf(coordinates);
    }

    /** By field, then site, then derivative. */
    @Override
    public int compareTo(FieldJet other) {
      int byField = Integer.compare(field, other.field);
      int bySite = byField != 0 ? byField : Integer.compare(site, other.site);
      return bySite != 0 ? bySite : alpha.compareTo(other.alpha);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  record Unary(Function function, Expr argument) implements Expr {
    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  record Binary(Operator operator, Expr left, Expr right) implements Expr {
    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  static Expr constant(double value) {
    return new Constant(value);
  }

  static Expr add(Expr a, Expr b) {
    return Simplify.add(a, b);
  }

  static Expr subtract(Expr a, Expr b) {
    return Simplify.subtract(a, b);
  }

  static Expr multiply(Expr a, Expr b) {
    return Simplify.multiply(a, b);
  }

  static Expr divide(Expr a, Expr b) {
    return Simplify.divide(a, b);
  }

  static Expr power(Expr base, Expr exponent) {
    return Simplify.power(base, exponent);
  }

  static Expr negate(Expr a) {
    return Simplify.negate(a);
  }

  static Expr apply(Function function, Expr argument) {
    return Simplify.apply(function, argument);
  }

  static Expr apply(Operator operator, Expr left, Expr right) {
    return Simplify.apply(operator, left, right);
  }

  /**
   * The total derivative along a coordinate: fields depend on all coordinates, coefficients on
   * none.
   */
  default Expr derivative(int coordinate) {
    return Differentiation.total(this, coordinate);
  }

  /** The total derivative D^α. */
  default Expr derivative(MultiIndex alpha) {
    Expr result = this;
    for (int coordinate : alpha.letters()) {
      result = result.derivative(coordinate);
    }
    return result;
  }

  /**
   * This expression with every field derivative replaced. A hard constraint u = e replaces a
   * derivative of u by the same derivative of e: {@code jet -> e.derivative(jet.alpha())}.
   */
  default Expr substitute(java.util.function.Function<FieldJet, Expr> replacement) {
    return Traversal.replaceLeaves(
        this, leaf -> leaf instanceof FieldJet jet ? replacement.apply(jet) : leaf);
  }

  /** This expression with all fields at a site, and with an expression in place of a coordinate. */
  default Expr atSite(int site, int coordinate, Expr place) {
    return Traversal.replaceLeaves(
        this,
        leaf ->
            switch (leaf) {
              case FieldJet jet ->
                  new FieldJet(jet.field(), jet.name(), jet.alpha(), site, jet.coordinates());
              case Coordinate(int index, _) when index == coordinate -> place;
              default -> leaf;
            });
  }

  /** The field derivatives that occur, by field, site and derivative. */
  default SortedSet<FieldJet> fieldJets() {
    return Traversal.leaves(this, FieldJet.class);
  }

  /** The trainable coefficients that occur, by index. */
  default SortedSet<Coefficient> coefficients() {
    return Traversal.leaves(this, Coefficient.class);
  }

  default boolean dependsOnFields() {
    return !fieldJets().isEmpty();
  }
}
