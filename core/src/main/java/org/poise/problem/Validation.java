package org.poise.problem;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.poise.formula.Expr;
import org.poise.formula.PointFunction;
import org.poise.linalg.Streams;

/**
 * Points at which errors are measured, and what is known there. The arrays belong to this record
 * and are not to be changed.
 *
 * @param shape nodes along each coordinate where the points are a grid, the last coordinate running
 *     fastest; empty for scattered points
 * @param points [n × dimension]
 * @param names quantities with known values; empty where nothing is known
 * @param values [n × names]
 */
public record Validation(
    List<Integer> shape, double[] points, List<String> names, double[] values) {
  /** Most nodes of a grid. */
  public static final int MOST = 10_000_000;

  private static final int SCATTERED = 10_000;

  /** Takes the arrays as they are. */
  public Validation {
    shape = List.copyOf(shape);
    names = List.copyOf(names);
  }

  /** Number of points. */
  public int count(int dimension) {
    return points.length / dimension;
  }

  /**
   * The default grid: 1001 nodes in one dimension, 101 along each of two, 41 along each of three.
   */
  public static List<Integer> defaultShape(int dimension) {
    return switch (dimension) {
      case 1 -> List.of(1001);
      case 2 -> List.of(101, 101);
      case 3 -> List.of(41, 41, 41);
      default -> List.of();
    };
  }

  /**
   * The points and values of a problem: those of its reference; else a grid with both ends of every
   * interval, and the exact formulas' values.
   *
   * @param grid nodes along each coordinate, or one number for all, or empty for {@link
   *     #defaultShape}; beyond three dimensions, where there is no default shape, 10,000 points of
   *     Sobol's sequence, the same for every seed
   */
  public static Validation of(Problem problem, List<Integer> grid) {
    Reference reference = problem.reference();
    int d = problem.domain().dimension();
    if (reference != null) {
      return new Validation(
          TensorGrid.shape(reference.points(), d),
          reference.points(),
          reference.names(),
          reference.values());
    }
    List<Integer> shape = shape(grid, d);
    double[] points =
        shape.isEmpty() ? scattered(problem.domain()) : Grids.nodes(problem.domain(), shape);
    List<String> names = List.copyOf(problem.exact().keySet());
    List<Expr> exact = problem.exact().values().stream().map(Formula::expression).toList();
    double[] values = values(exact, points, d);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        int p = i / names.size();
        throw new ProblemException(
            List.of("exact", names.get(i % names.size())),
            "the formula is "
                + values[i]
                + " at ("
                + String.join(", ", problem.domain().coordinates())
                + ") = "
                + Arrays.toString(Arrays.copyOfRange(points, p * d, p * d + d))
                + "; give one that is finite on the whole domain");
      }
    }
    return new Validation(shape, points, names, values);
  }

  private static List<Integer> shape(List<Integer> grid, int d) {
    List<String> path = List.of("validation", "grid");
    if (grid.isEmpty()) {
      return defaultShape(d);
    }
    List<Integer> shape = grid.size() == 1 ? Collections.nCopies(d, grid.getFirst()) : grid;
    if (shape.size() != d) {
      throw new ProblemException(
          path,
          "give one number of nodes, or one for each of the " + d + " coordinates, not " + grid);
    }
    double nodes = 1;
    for (int k : shape) {
      nodes *= k;
    }
    if (nodes > MOST) {
      throw new ProblemException(
          path, "a grid of " + shape + " has more than " + MOST + " nodes; give smaller numbers");
    }
    return shape;
  }

  private static double[] scattered(Domain domain) {
    int d = domain.dimension();
    Sampler sampler = d <= Sampler.SOBOL_LIMIT ? Sampler.SOBOL : Sampler.UNIFORM;
    double[] points =
        UnitCube.draw(sampler, SCATTERED, d, Streams.of(0, Streams.Purpose.VALIDATION, 0));
    for (int i = 0; i < points.length; i++) {
      points[i] = domain.interval(i % d).at(points[i]);
    }
    return points;
  }

  /** Values [n × expressions] of expressions in coordinates. */
  private static double[] values(List<Expr> expressions, double[] points, int d) {
    int n = points.length / d;
    double[] values = new double[n * expressions.size()];
    if (!expressions.isEmpty()) {
      PointFunction.of(expressions, d).evaluate(n, points, values);
    }
    return values;
  }
}
