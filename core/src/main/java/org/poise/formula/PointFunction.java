package org.poise.formula;

import java.util.List;

/**
 * Expressions in coordinates alone, such as exact solutions, to be evaluated at points. Immutable;
 * safe for use by several threads.
 */
public final class PointFunction {
  private static final int TILE = 256;

  private final ResidualProgram program;
  private final int coordinates;

  private PointFunction(ResidualProgram program, int coordinates) {
    this.program = program;
    this.coordinates = coordinates;
  }

  /**
   * Compiles expressions.
   *
   * @throws IllegalArgumentException if one depends on a field or a trainable coefficient
   */
  public static PointFunction of(List<Expr> expressions, int coordinates) {
    for (Expr expression : expressions) {
      for (Expr node : Traversal.postOrder(expression)) {
        if (node instanceof Expr.FieldJet || node instanceof Expr.Coefficient) {
          throw new IllegalArgumentException(
              "'%s' depends on %s, which has no value of its own here; use coordinates and constants only"
                  .formatted(expression, node));
        }
      }
    }
    return new PointFunction(
        ResidualProgram.compile(expressions, List.of(), coordinates, 0), coordinates);
  }

  /**
   * Evaluates all expressions at n points.
   *
   * @param points [n × coordinates], row by row
   * @param out [n × expressions], row by row; overwritten
   */
  public void evaluate(int n, double[] points, double[] out) {
    double[] x = new double[coordinates * TILE];
    double[] work = new double[program.registers() * TILE];
    int expressions = program.equations();
    for (int start = 0; start < n; start += TILE) {
      int count = Math.min(TILE, n - start);
      for (int i = 0; i < coordinates; i++) {
        for (int p = 0; p < count; p++) {
          x[i * TILE + p] = points[(start + p) * coordinates + i];
        }
      }
      program.values(count, x, 0, TILE, x, new int[0], x, 0, work, 0, TILE);
      for (int e = 0; e < expressions; e++) {
        int register = program.valueRegister(e) * TILE;
        for (int p = 0; p < count; p++) {
          out[(start + p) * expressions + e] = work[register + p];
        }
      }
    }
  }
}
