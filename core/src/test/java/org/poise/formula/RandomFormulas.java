package org.poise.formula;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.poise.jet.MultiIndex;

/** Random expressions whose functions stay inside their domains. */
final class RandomFormulas {
  static final Scope SCOPE =
      new Scope(List.of("x", "y"), List.of("u", "v"), Map.of(), List.of("a", "b"), Map.of(), null);

  private final RandomGenerator random;

  RandomFormulas(RandomGenerator random) {
    this.random = random;
  }

  Expr next(int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return leaf();
    }
    Expr a = next(depth - 1);
    return switch (random.nextInt(14)) {
      case 0, 1 -> Expr.add(a, next(depth - 1));
      case 2, 3 -> Expr.subtract(a, next(depth - 1));
      case 4, 5, 6 -> Expr.multiply(a, next(depth - 1));
      case 7 -> Expr.divide(a, positive(next(depth - 1)));
      case 8 -> Expr.negate(a);
      case 9 -> Expr.power(a, Expr.constant(random.nextInt(5)));
      case 10 -> Expr.power(positive(a), power());
      case 11 -> Expr.apply(operator(), a, next(depth - 1));
      default -> function(a);
    };
  }

  private Expr power() {
    return random.nextBoolean() ? Expr.constant(random.nextInt(-6, 7) / 2.0) : leaf();
  }

  private Operator operator() {
    return List.of(Operator.MIN, Operator.MAX, Operator.ATAN2).get(random.nextInt(3));
  }

  private Expr function(Expr a) {
    Function function = Function.values()[random.nextInt(Function.values().length)];
    return switch (function) {
      case LOG, LOG10, SQRT -> Expr.apply(function, positive(a));
      case TAN, SINH, COSH, EXP -> Expr.apply(function, bounded(a));
      case ASIN, ACOS -> Expr.apply(function, Expr.multiply(Expr.constant(0.8), bounded(a)));
      default -> Expr.apply(function, a);
    };
  }

  /** At least 1/2. */
  private static Expr positive(Expr a) {
    return Expr.add(Expr.power(a, Expr.constant(2)), Expr.constant(0.5));
  }

  /** Between −1 and 1. */
  private static Expr bounded(Expr a) {
    return Expr.apply(Function.SIN, a);
  }

  private Expr leaf() {
    int dimension = SCOPE.coordinates().size();
    return switch (random.nextInt(6)) {
      case 0 -> Expr.constant(random.nextInt(-3, 4));
      case 1 -> Expr.constant(random.nextDouble(-2, 2));
      case 2 -> {
        int i = random.nextInt(dimension);
        yield new Expr.Coordinate(i, SCOPE.coordinates().get(i));
      }
      case 3 -> {
        int i = random.nextInt(2);
        yield new Expr.Coefficient(i, SCOPE.coefficients().get(i));
      }
      default -> {
        int field = random.nextInt(2);
        MultiIndex alpha = MultiIndex.of(random.nextInt(3), random.nextInt(2));
        yield new Expr.FieldJet(field, SCOPE.fields().get(field), alpha, 0, SCOPE.coordinates());
      }
    };
  }
}
