package org.poise.formula;

import static org.poise.formula.Expr.add;
import static org.poise.formula.Expr.constant;
import static org.poise.formula.Expr.divide;
import static org.poise.formula.Expr.multiply;
import static org.poise.formula.Expr.negate;
import static org.poise.formula.Expr.power;
import static org.poise.formula.Expr.subtract;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.poise.formula.Expr.Binary;
import org.poise.formula.Expr.Coefficient;
import org.poise.formula.Expr.Constant;
import org.poise.formula.Expr.Coordinate;
import org.poise.formula.Expr.FieldJet;
import org.poise.formula.Expr.Unary;

/**
 * Derivatives by the chain rule from the local derivatives of each node: total derivatives
 * forwards, the partial derivatives with respect to all leaves at once backwards. Results share
 * subtrees, so they grow by a constant factor.
 */
final class Differentiation {
  private Differentiation() {}

  static Expr total(Expr root, int coordinate) {
    Map<Expr, Expr> derivatives = new IdentityHashMap<>();
    for (Expr node : Traversal.postOrder(root)) {
      derivatives.put(node, derivative(node, coordinate, derivatives));
    }
    return Traversal.known(derivatives, root);
  }

  private static Expr derivative(Expr node, int coordinate, Map<Expr, Expr> known) {
    return switch (node) {
      case Constant _, Coefficient _ -> constant(0);
      case Coordinate(int index, _) -> constant(index == coordinate ? 1 : 0);
      case FieldJet jet ->
          new FieldJet(
              jet.field(),
              jet.name(),
              jet.alpha().raised(coordinate),
              jet.site(),
              jet.coordinates());
      case Unary unary -> chain(Traversal.known(known, unary.argument()), unary);
      case Binary binary -> {
        Expr left = Traversal.known(known, binary.left());
        Expr right = Traversal.known(known, binary.right());
        yield add(chainLeft(left, binary), chainRight(right, binary));
      }
    };
  }

  /**
   * The partial derivatives with respect to every leaf, by reverse accumulation.
   *
   * @return for each distinct leaf, in order of first occurrence, its partial derivative; equal
   *     leaves that are distinct objects have entries of their own, to be added
   */
  static List<Map.Entry<Expr, Expr>> partials(Expr root) {
    List<Expr> order = Traversal.postOrder(root);
    Map<Expr, Expr> adjoints = new IdentityHashMap<>();
    adjoints.put(root, constant(1));
    for (Expr node : order.reversed()) {
      Expr adjoint = Traversal.known(adjoints, node);
      switch (node) {
        case Unary unary -> accumulate(adjoints, unary.argument(), chain(adjoint, unary));
        case Binary binary -> {
          accumulate(adjoints, binary.left(), chainLeft(adjoint, binary));
          accumulate(adjoints, binary.right(), chainRight(adjoint, binary));
        }
        default -> {}
      }
    }
    return order.stream()
        .filter(node -> !(node instanceof Unary || node instanceof Binary))
        .map(leaf -> Map.entry(leaf, Traversal.known(adjoints, leaf)))
        .toList();
  }

  private static void accumulate(Map<Expr, Expr> adjoints, Expr operand, Expr contribution) {
    adjoints.merge(operand, contribution, Expr::add);
  }

  /** f'(a) · factor. */
  private static Expr chain(Expr factor, Unary node) {
    return isZero(factor) ? factor : multiplyBy(factor, node);
  }

  private static Expr multiplyBy(Expr factor, Unary node) {
    Expr a = node.argument();
    return switch (node.function()) {
      case NEGATE -> negate(factor);
      case SIN -> multiply(Expr.apply(Function.COS, a), factor);
      case COS -> negate(multiply(Expr.apply(Function.SIN, a), factor));
      case TAN -> multiply(add(constant(1), square(node)), factor);
      case ASIN -> divide(factor, Expr.apply(Function.SQRT, subtract(constant(1), square(a))));
      case ACOS ->
          negate(divide(factor, Expr.apply(Function.SQRT, subtract(constant(1), square(a)))));
      case ATAN -> divide(factor, add(constant(1), square(a)));
      case SINH -> multiply(Expr.apply(Function.COSH, a), factor);
      case COSH -> multiply(Expr.apply(Function.SINH, a), factor);
      case TANH -> multiply(subtract(constant(1), square(node)), factor);
      case EXP -> multiply(node, factor);
      case LOG -> divide(factor, a);
      case LOG10 -> divide(factor, multiply(constant(StrictMath.log(10)), a));
      case SQRT -> divide(factor, multiply(constant(2), node));
      case ABS -> multiply(Expr.apply(Function.SIGN, a), factor);
      case SIGN, STEP -> constant(0);
      case ERF ->
          multiply(
              multiply(
                  constant(ErrorFunction.TWO_OVER_SQRT_PI),
                  Expr.apply(Function.EXP, negate(square(a)))),
              factor);
    };
  }

  /** The derivative with respect to the left operand, times a factor. */
  private static Expr chainLeft(Expr factor, Binary node) {
    if (isZero(factor)) {
      return factor;
    }
    Expr a = node.left();
    Expr b = node.right();
    return switch (node.operator()) {
      case PLUS, MINUS -> factor;
      case TIMES -> multiply(factor, b);
      case DIVIDE -> divide(factor, b);
      case POWER -> multiply(multiply(b, power(a, subtract(b, constant(1)))), factor);
      case MIN -> multiply(step(subtract(b, a)), factor);
      case MAX -> multiply(step(subtract(a, b)), factor);
      case ATAN2 -> divide(multiply(b, factor), add(square(a), square(b)));
    };
  }

  /**
   * The derivative with respect to the right operand, times a factor. At a tie min and max take the
   * left one.
   */
  private static Expr chainRight(Expr factor, Binary node) {
    if (isZero(factor)) {
      return factor;
    }
    Expr a = node.left();
    Expr b = node.right();
    return switch (node.operator()) {
      case PLUS -> factor;
      case MINUS -> negate(factor);
      case TIMES -> multiply(a, factor);
      case DIVIDE -> negate(divide(multiply(node, factor), b));
      case POWER -> multiply(multiply(node, Expr.apply(Function.LOG, a)), factor);
      case MIN -> multiply(subtract(constant(1), step(subtract(b, a))), factor);
      case MAX -> multiply(subtract(constant(1), step(subtract(a, b))), factor);
      case ATAN2 -> negate(divide(multiply(a, factor), add(square(a), square(b))));
    };
  }

  private static Expr square(Expr a) {
    return power(a, constant(2));
  }

  private static Expr step(Expr a) {
    return Expr.apply(Function.STEP, a);
  }

  private static boolean isZero(Expr a) {
    return a instanceof Constant(double value) && value == 0;
  }
}
