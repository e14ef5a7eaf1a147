package org.poise.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.poise.jet.MultiIndex;

/** What the names of a scope stand for, and what to say about a name that stands for nothing. */
final class Names {
  static final Set<String> CALLS = Set.of("d", "normal", "jump");
  private static final String PI = "pi";

  private final Scope scope;

  Names(Scope scope) {
    this.scope = scope;
  }

  /** A name read as a derivative of something: base differentiated by alpha. */
  record Reading(Expr base, MultiIndex alpha) {}

  /** A problem with a name, as a clause; the caller knows the place. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    Unreadable(String problem) {
      super(problem);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }
  }

  Reading read(String name) throws Unreadable {
    Expr whole = whole(name);
    if (whole != null) {
      return new Reading(whole, zero());
    }
    List<String> texts = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    for (int at = name.indexOf('_', 1); at >= 0; at = name.indexOf('_', at + 1)) {
      Expr base = differentiable(name.substring(0, at));
      if (base != null) {
        for (MultiIndex alpha : split(name.substring(at + 1))) {
          readings.add(new Reading(base, alpha));
          texts.add(call(name.substring(0, at), alpha));
        }
      }
    }
    if (readings.size() > 1) {
      throw new Unreadable(
          "'"
              + name
              + "' can be read as "
              + String.join(" or as ", texts)
              + "; write the one that is meant");
    }
    if (readings.isEmpty()) {
      throw new Unreadable(unknown(name));
    }
    return readings.getFirst();
  }

  private @Nullable Expr whole(String name) {
    Expr function = differentiable(name);
    if (function != null) {
      return function;
    }
    if (scope.coordinates().contains(name)) {
      return new Expr.Coordinate(scope.coordinates().indexOf(name), name);
    }
    if (scope.coefficients().contains(name)) {
      return new Expr.Coefficient(scope.coefficients().indexOf(name), name);
    }
    Double value = scope.constants().get(name);
    if (value != null) {
      return Expr.constant(value);
    }
    return name.equals(PI) ? Expr.constant(Math.PI) : null;
  }

  private @Nullable Expr differentiable(String name) {
    Expr definition = scope.definitions().get(name);
    if (definition != null) {
      return definition;
    }
    int field = scope.fields().indexOf(name);
    return field < 0 ? null : new Expr.FieldJet(field, name, zero(), 0, scope.coordinates());
  }

  private MultiIndex zero() {
    return MultiIndex.zero(scope.coordinates().size());
  }

  /**
   * The derivatives that a suffix may mean; at most two, which is enough to know that it is
   * ambiguous.
   */
  private Set<MultiIndex> split(String suffix) {
    List<Set<MultiIndex>> upTo = new ArrayList<>();
    upTo.add(Set.of(zero()));
    for (int end = 1; end <= suffix.length(); end++) {
      Set<MultiIndex> here = new LinkedHashSet<>();
      for (int i = 0; i < scope.coordinates().size(); i++) {
        String coordinate = scope.coordinates().get(i);
        if (suffix.substring(0, end).endsWith(coordinate)) {
          for (MultiIndex before : upTo.get(end - coordinate.length())) {
            here.add(before.raised(i));
          }
        }
      }
      upTo.add(here.stream().limit(2).collect(Collectors.toCollection(LinkedHashSet::new)));
    }
    return suffix.isEmpty() ? Set.of() : upTo.getLast();
  }

  private String call(String base, MultiIndex alpha) {
    Stream<String> letters = alpha.letters().stream().map(scope.coordinates()::get);
    return "d(" + base + ", " + letters.collect(Collectors.joining(", ")) + ")";
  }

  private String unknown(String name) {
    int underscore = name.lastIndexOf('_');
    if (underscore > 0 && differentiable(name.substring(0, underscore)) != null) {
      return "'%s' is not a derivative of '%s': after the underscore stand coordinates, which are %s"
          .formatted(name, name.substring(0, underscore), String.join(", ", scope.coordinates()));
    }
    if (functionNames().contains(name)) {
      return "'"
          + name
          + "' is a function and needs an argument in brackets: write "
          + name
          + "(…)";
    }
    return "unknown name '" + name + "'; " + Spelling.remedy(name, known());
  }

  /** What to write instead of an unknown function. */
  String unknownFunction(String name) {
    boolean field = scope.fields().contains(name) || scope.definitions().containsKey(name);
    if (field) {
      return "'%s' is not a function; write %s alone, or %s*(…) for a product"
          .formatted(name, name, name);
    }
    if (whole(name) != null) {
      return "'%s' is not a function; write %s*(…) for a product".formatted(name, name);
    }
    return "unknown function '" + name + "'; " + Spelling.remedy(name, functionNames());
  }

  private List<String> known() {
    return Stream.of(
            scope.fields().stream(),
            scope.definitions().keySet().stream(),
            scope.coordinates().stream(),
            scope.coefficients().stream(),
            scope.constants().keySet().stream(),
            Stream.of(PI))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  static List<String> functionNames() {
    List<String> names = new ArrayList<>();
    for (Function function : Function.values()) {
      if (function != Function.NEGATE) {
        names.add(function.label());
      }
    }
    for (Operator operator : Operator.values()) {
      if (operator.isFunction()) {
        names.add(operator.label());
      }
    }
    CALLS.stream().sorted().forEach(names::add);
    return names;
  }

  /** Why a name cannot be given to a field, coordinate or constant; empty if it can. */
  static Optional<String> problem(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      return Optional.of(
          "'%s' is not a name: use letters, digits and _, beginning with a letter".formatted(name));
    }
    return name.equals(PI) || functionNames().contains(name)
        ? Optional.of("'%s' has a meaning in formulas already; choose another name".formatted(name))
        : Optional.empty();
  }
}
