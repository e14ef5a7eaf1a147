package org.poise.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Expr.Binary;
import org.poise.formula.Expr.Constant;
import org.poise.formula.Expr.FieldJet;
import org.poise.formula.Expr.Unary;
import org.poise.jet.Functional;
import org.poise.jet.MultiIndex;

/**
 * Finds derivatives that formulas use only through one linear combination with constant weights,
 * such as u_t − 4 u_xx, and on which no other derivative builds. A formula F depends on u_α and u_β
 * through u_α + w u_β alone where ∂F/∂u_β = w ∂F/∂u_α; that is decided from the partial derivatives
 * as expressions, for all fields of a network at once, since these share their jet's components.
 *
 * @param formulas the formulas with the first derivative of each combination standing for it, and
 *     the others gone
 * @param combinations at least two derivatives each, the first with weight 1
 */
public record Collapse(List<Expr> formulas, List<Functional> combinations) {
  /** Beyond so many nodes two expressions are not compared. */
  private static final int MAX_SIZE = 2000;

  public Collapse {
    formulas = List.copyOf(formulas);
    combinations = List.copyOf(combinations);
  }

  /** Where a field enters a formula. */
  private record Use(int formula, int field, int site) {}

  /** A partial derivative as constant · rest. */
  private record Scaled(double factor, Expr rest) {}

  /**
   * Collapses what can be for one network.
   *
   * @param firstField its first field, of {@code fields} that follow each other
   */
  public static Collapse of(List<Expr> formulas, int firstField, int fields) {
    Map<MultiIndex, Map<Use, Scaled>> partials = new TreeMap<>();
    SortedSet<MultiIndex> used = new TreeSet<>();
    for (int f = 0; f < formulas.size(); f++) {
      for (Map.Entry<FieldJet, Expr> entry : partials(formulas.get(f)).entrySet()) {
        FieldJet jet = entry.getKey();
        if (jet.field() >= firstField && jet.field() < firstField + fields) {
          used.add(jet.alpha());
          if (!isZero(entry.getValue())) {
            partials
                .computeIfAbsent(jet.alpha(), _ -> new LinkedHashMap<>())
                .put(new Use(f, jet.field(), jet.site()), scaled(entry.getValue()));
          }
        }
      }
    }
    List<MultiIndex> maximal =
        partials.keySet().stream()
            .filter(a -> a.order() > 0)
            .filter(a -> used.stream().allMatch(b -> b.equals(a) || !a.lessOrEqual(b)))
            .toList();
    List<Functional> combinations = combinations(maximal, partials);
    return new Collapse(rewrite(formulas, combinations, firstField, fields), combinations);
  }

  private static List<Functional> combinations(
      List<MultiIndex> maximal, Map<MultiIndex, Map<Use, Scaled>> partials) {
    List<Functional> combinations = new ArrayList<>();
    List<MultiIndex> open = new ArrayList<>(maximal);
    while (!open.isEmpty()) {
      MultiIndex first = open.removeFirst();
      List<Functional.Term> terms = new ArrayList<>();
      terms.add(new Functional.Term(1, first));
      for (MultiIndex other : List.copyOf(open)) {
        Double weight = weight(partials.get(first), partials.get(other));
        if (weight != null) {
          terms.add(new Functional.Term(weight, other));
          open.remove(other);
        }
      }
      if (terms.size() > 1) {
        combinations.add(new Functional(terms));
      }
    }
    return combinations;
  }

  /** The one w with other = w · first in all uses; null if there is none. */
  private static @Nullable Double weight(
      @Nullable Map<Use, Scaled> first, @Nullable Map<Use, Scaled> other) {
    if (first == null || other == null || !first.keySet().equals(other.keySet())) {
      return null;
    }
    Double weight = null;
    for (Map.Entry<Use, Scaled> use : first.entrySet()) {
      Double ratio = ratio(use.getValue(), other.get(use.getKey()));
      if (ratio == null || (weight != null && !weight.equals(ratio))) {
        return null;
      }
      weight = ratio;
    }
    return weight;
  }

  /** b / a where that is a constant; null if it is none. */
  private static @Nullable Double ratio(Scaled a, @Nullable Scaled b) {
    if (b == null || !same(a.rest, b.rest)) {
      return null;
    }
    double ratio = b.factor / a.factor;
    return Double.isFinite(ratio) && ratio != 0 ? ratio : null;
  }

  private static boolean same(Expr a, Expr b) {
    return a == b
        || (Traversal.extent(a).size() <= MAX_SIZE
            && Traversal.extent(b).size() <= MAX_SIZE
            && a.equals(b));
  }

  private static Map<FieldJet, Expr> partials(Expr formula) {
    Map<FieldJet, Expr> partials = new TreeMap<>();
    for (Map.Entry<Expr, Expr> entry : Differentiation.partials(formula)) {
      if (entry.getKey() instanceof FieldJet jet) {
        partials.merge(jet, entry.getValue(), Expr::add);
      }
    }
    return partials;
  }

  private static Scaled scaled(Expr a) {
    return switch (a) {
      case Constant(double value) -> new Scaled(value, Expr.constant(1));
      case Unary(Function function, Expr argument) when function == Function.NEGATE -> {
        Scaled inner = scaled(argument);
        yield new Scaled(-inner.factor, inner.rest);
      }
      case Binary(Operator operator, Constant(double value), Expr rest)
          when operator == Operator.TIMES ->
          new Scaled(value, rest);
      case Binary(Operator operator, Constant(double value), Expr rest)
          when operator == Operator.DIVIDE ->
          new Scaled(value, Expr.divide(Expr.constant(1), rest));
      default -> new Scaled(1, a);
    };
  }

  private static boolean isZero(Expr a) {
    return a instanceof Constant(double value) && value == 0;
  }

  private static List<Expr> rewrite(
      List<Expr> formulas, List<Functional> combinations, int firstField, int fields) {
    SortedSet<MultiIndex> gone = new TreeSet<>();
    for (Functional c : combinations) {
      c.terms().stream().skip(1).forEach(t -> gone.add(t.alpha()));
    }
    if (gone.isEmpty()) {
      return formulas;
    }
    return formulas.stream()
        .map(f ->
            f.substitute(jet ->
                jet.field() >= firstField
                        && jet.field() < firstField + fields
                        && gone.contains(jet.alpha())
                    ? Expr.constant(0)
                    : jet))
        .toList();
  }
}
