package org.poise.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.poise.jet.MultiIndex;

/**
 * Reads formulas.
 *
 * <pre>
 *   sum     := product (('+' | '-') product)*
 *   product := signed (('*' | '/') signed)*
 *   signed  := ('+' | '-') signed | power
 *   power   := primary ('^' signed)?                       right-associative; -x^2 is -(x^2)
 *   primary := number | name | '(' sum ')' | function '(' sum (',' sum)* ')'
 * </pre>
 *
 * <p>A name is a field, coordinate, constant, coefficient or definition of the {@link Scope}, the
 * number pi, or a derivative such as {@code u_xxt}: the part behind an underscore is made of
 * coordinate names. {@code d(e, x, t)} is the total derivative of any expression, {@code normal(e)}
 * the outward normal derivative on a face, {@code jump(e)} the difference over a periodic pair.
 * Functions: sin cos tan asin acos atan sinh cosh tanh exp log log10 sqrt abs sign step erf, and
 * min, max, atan2 of two arguments. The signs − · × are read as - and *.
 */
public final class FormulaParser {
  private static final int MAX_NESTING = 100;
  private static final int MAX_LENGTH = 10_000;

  /** Comparing two expressions takes about a kilobyte of stack for each level. */
  private static final int MAX_DEPTH = 400;

  private static final int MAX_SIZE = 1_000_000;

  private final Cursor cursor;
  private final Scope scope;
  private final Names names;
  private int nesting;
  private boolean insideJump;
  private boolean insideDerivative;

  private FormulaParser(String text, Scope scope) {
    this.cursor = new Cursor(text);
    this.scope = scope;
    this.names = new Names(scope);
  }

  /**
   * Reads a formula.
   *
   * @throws ParseException if the text is not a formula in this scope
   */
  public static Expr parse(String text, Scope scope) {
    if (text.isBlank()) {
      throw new ParseException(
          "the formula is empty; write an expression such as u_xx + sin(x)", 0, text);
    }
    if (text.length() > MAX_LENGTH) {
      throw new ParseException(
          "the formula has "
              + text.length()
              + " characters and may have "
              + MAX_LENGTH
              + "; name its parts as outputs or constants",
          MAX_LENGTH,
          text);
    }
    FormulaParser parser = new FormulaParser(text, scope);
    Expr result = parser.sum();
    parser.cursor.expectEnd();
    return parser.bounded(result, 0);
  }

  /**
   * Why a name cannot be given to a field, coordinate or constant, as a sentence; empty if it can.
   */
  public static Optional<String> nameProblem(String name) {
    return Names.problem(name);
  }

  private Expr sum() {
    Expr result = product();
    while (true) {
      int at = cursor.offset();
      if (cursor.accept('+')) {
        result = finite(Expr.add(result, product()), at);
      } else if (cursor.accept('-')) {
        result = finite(Expr.subtract(result, product()), at);
      } else {
        return result;
      }
    }
  }

  private Expr product() {
    Expr result = signed();
    while (true) {
      int at = cursor.offset();
      if (cursor.accept('*')) {
        result = finite(Expr.multiply(result, signed()), at);
      } else if (cursor.accept('/')) {
        result = finite(Expr.divide(result, signed()), at);
      } else {
        return result;
      }
    }
  }

  private Expr signed() {
    enter();
    Expr result;
    if (cursor.accept('-')) {
      result = Expr.negate(signed());
    } else if (cursor.accept('+')) {
      result = signed();
    } else {
      result = power();
    }
    nesting--;
    return result;
  }

  private Expr power() {
    Expr base = primary();
    int at = cursor.offset();
    return cursor.accept('^') ? finite(Expr.power(base, signed()), at) : base;
  }

  private Expr primary() {
    int at = cursor.offset();
    if (cursor.accept('(')) {
      Expr result = sum();
      cursor.expectClosing(at);
      return result;
    }
    if (cursor.atNumber()) {
      return Expr.constant(cursor.number());
    }
    String name = cursor.name();
    return cursor.at('(') ? call(name, at) : named(name, at);
  }

  private Expr named(String name, int at) {
    Names.Reading reading;
    try {
      reading = names.read(name);
    } catch (Names.Unreadable problem) {
      throw cursor.error(problem.problem(), at);
    }
    if (scope.boundary() instanceof Boundary.Periodic
        && !insideJump
        && reading.base().dependsOnFields()) {
      throw cursor.error(
          "on a periodic pair of faces '"
              + name
              + "' has two values; write jump("
              + name
              + ") for their difference",
          at);
    }
    return differentiate(reading.base(), reading.alpha(), at);
  }

  private Expr call(String name, int at) {
    int bracket = cursor.offset();
    switch (name) {
      case "d" -> {
        return derivative(at);
      }
      case "normal" -> {
        return normal(at);
      }
      case "jump" -> {
        return jump(at);
      }
      default -> {}
    }
    Optional<Function> function = Function.named(name);
    Optional<Operator> operator = Operator.functionNamed(name);
    if (function.isEmpty() && operator.isEmpty()) {
      throw cursor.error(names.unknownFunction(name), at);
    }
    cursor.accept('(');
    List<Expr> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (cursor.accept(','));
    cursor.expectClosing(bracket);
    int expected = function.isPresent() ? 1 : 2;
    if (arguments.size() != expected) {
      throw cursor.error(
          "%s takes %s, not %d"
              .formatted(name, expected == 1 ? "one argument" : "two arguments", arguments.size()),
          at);
    }
    Expr result =
        function.isPresent()
            ? Expr.apply(function.get(), arguments.getFirst())
            : Expr.apply(operator.orElseThrow(), arguments.getFirst(), arguments.getLast());
    return finite(result, at);
  }

  private Expr derivative(int at) {
    int bracket = cursor.offset();
    cursor.accept('(');
    boolean outer = insideDerivative;
    insideDerivative = true;
    Expr result = sum();
    insideDerivative = outer;
    MultiIndex alpha = MultiIndex.zero(scope.coordinates().size());
    while (cursor.accept(',')) {
      int place = cursor.offset();
      String coordinate = cursor.name();
      int index = scope.coordinates().indexOf(coordinate);
      if (index < 0) {
        throw cursor.error(
            "'"
                + coordinate
                + "' is not a coordinate; d differentiates along "
                + String.join(", ", scope.coordinates()),
            place);
      }
      alpha = alpha.raised(index);
    }
    cursor.expectClosing(bracket);
    if (alpha.order() == 0) {
      throw cursor.error("d needs a coordinate; write d(…, x)", at);
    }
    return differentiate(result, alpha, at);
  }

  private Expr normal(int at) {
    int bracket = cursor.offset();
    cursor.accept('(');
    if (!(scope.boundary() instanceof Boundary.Face(int coordinate, boolean upper))) {
      throw cursor.error(
          "normal(…) has a meaning only on a face of the domain; write the derivative itself here",
          at);
    }
    Expr argument = sum();
    cursor.expectClosing(bracket);
    MultiIndex alpha = MultiIndex.unit(scope.coordinates().size(), coordinate);
    Expr outward = differentiate(argument, alpha, at);
    return upper ? outward : Expr.negate(outward);
  }

  private Expr jump(int at) {
    int bracket = cursor.offset();
    cursor.accept('(');
    if (!(scope.boundary()
        instanceof Boundary.Periodic(int coordinate, double lower, double upper))) {
      throw cursor.error(
          "jump(…) has a meaning only on a periodic pair of faces; remove it here", at);
    }
    if (insideJump || insideDerivative) {
      throw cursor.error("jump(…) must stand outside d(…) and jump(…); write jump(d(…))", at);
    }
    insideJump = true;
    Expr argument = sum();
    insideJump = false;
    cursor.expectClosing(bracket);
    return finite(
        Expr.subtract(
            argument.atSite(1, coordinate, Expr.constant(upper)),
            argument.atSite(0, coordinate, Expr.constant(lower))),
        at);
  }

  private Expr differentiate(Expr expr, MultiIndex alpha, int at) {
    Expr result = expr;
    for (int coordinate : alpha.letters()) {
      result = bounded(finite(result.derivative(coordinate), at), at);
    }
    return result;
  }

  private Expr finite(Expr result, int at) {
    if (result instanceof Expr.Constant(double value) && !Double.isFinite(value)) {
      throw cursor.error(
          "the numbers here give " + value + ", which is not finite; change them", at);
    }
    return result;
  }

  private Expr bounded(Expr result, int at) {
    Traversal.Extent extent = Traversal.extent(result);
    if (extent.depth() > MAX_DEPTH || extent.size() > MAX_SIZE) {
      throw cursor.error(
          "the formula grows beyond "
              + MAX_SIZE
              + " operations or "
              + MAX_DEPTH
              + " levels here; group long sums in brackets, or use fewer terms or lower derivatives",
          at);
    }
    return result;
  }

  private void enter() {
    if (++nesting > MAX_NESTING) {
      throw cursor.error(
          "more than " + MAX_NESTING + " brackets or signs are nested here; use fewer",
          cursor.offset());
    }
  }
}
