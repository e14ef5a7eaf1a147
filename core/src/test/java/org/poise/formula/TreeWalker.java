package org.poise.formula;

/** Evaluates expressions node by node, as the specification of residual programs. */
final class TreeWalker {
  private TreeWalker() {}

  /** What a leaf other than a constant stands for. */
  interface Leaves {
    NestedDual value(Expr leaf);
  }

  static NestedDual evaluate(Expr expr, int depth, Leaves leaves) {
    return switch (expr) {
      case Expr.Constant(double value) -> NestedDual.of(value, depth);
      case Expr.Unary(Function function, Expr argument) ->
          evaluate(argument, depth, leaves).apply(function);
      case Expr.Binary(Operator operator, Expr left, Expr right) ->
          evaluate(left, depth, leaves).apply(operator, evaluate(right, depth, leaves));
      default -> leaves.value(expr);
    };
  }

  /**
   * Leaves at a point whose fields are plane waves: field f is sin(Σ k_i x_i + f) with k_i = 0.7 +
   * 0.3 f − 0.2 i, and coefficient i is 1.5 + i.
   */
  static Leaves planeWaves(NestedDual[] x) {
    return leaf ->
        switch (leaf) {
          case Expr.Coordinate(int index, _) -> x[index];
          case Expr.Coefficient(int index, _) -> x[0].times(0).plus(1.5 + index);
          case Expr.FieldJet jet -> wave(jet, x);
          default -> throw new AssertionError(leaf);
        };
  }

  private static NestedDual wave(Expr.FieldJet jet, NestedDual[] x) {
    NestedDual phase = x[0].times(0).plus(jet.field() + jet.alpha().order() * StrictMath.PI / 2);
    double amplitude = 1;
    for (int i = 0; i < x.length; i++) {
      double k = 0.7 + 0.3 * jet.field() - 0.2 * i;
      phase = phase.plus(x[i].times(k));
      amplitude *= StrictMath.pow(k, jet.alpha().get(i));
    }
    return phase.apply(Function.SIN).times(amplitude);
  }
}
