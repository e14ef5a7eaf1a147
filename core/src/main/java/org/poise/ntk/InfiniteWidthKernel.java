package org.poise.ntk;

import java.util.ArrayList;
import java.util.List;
import org.poise.formula.LinearOperator;
import org.poise.network.Network;
import org.poise.ntk.internal.LimitBlock;
import org.poise.ntk.internal.NetworkLimit;
import org.poise.ntk.internal.OperatorRows;
import org.poise.problem.Equation;
import org.poise.problem.PointSet;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.ProblemException;
import org.poise.residual.Block;
import org.poise.residual.Blocks;

/**
 * The tangent kernel at initialisation of networks whose hidden layers are infinitely wide, with
 * linear operators applied to both arguments: T_x S_y Θ(x, y), to which ⟨∂_θ Tu(x), ∂_θ Su(y)⟩
 * converges as the widths grow (Jacot et al., arXiv:1806.07572; with operators Gan et al.,
 * arXiv:2503.11029). Networks have the NTK parametrisation ({@link
 * org.poise.network.Initializer#NTK}); their widths do not matter.
 *
 * <p>Erf, sin and the cubed rectifier have closed forms; the cubed rectifier takes operators of
 * order 2 at most. The other activations take quadrature, with errors of about 1e-13 relative to
 * the kernel and its derivatives.
 */
public final class InfiniteWidthKernel {
  private final List<NetworkLimit> networkOfField = new ArrayList<>();
  private final int dimension;

  /**
   * Plans the kernel.
   *
   * @param networks networks whose outputs, one after the other, are the fields
   * @param dimension number of coordinates
   * @throws IllegalArgumentException if a network does not have the NTK parametrisation
   */
  public InfiniteWidthKernel(List<Network> networks, int dimension) {
    this.dimension = dimension;
    for (Network network : networks) {
      NetworkLimit limit = new NetworkLimit(network, dimension);
      network.fields().forEach(_ -> networkOfField.add(limit));
    }
  }

  /**
   * The block T_x S_y Θ(x, y).
   *
   * @param x points of T [n × dimension]
   * @param y points of S [m × dimension]
   * @return [n × m]
   * @throws IllegalArgumentException if there is no kernel for operators of this order, or one has
   *     a jump, which takes pairs of points
   */
  public double[] block(LinearOperator t, double[] x, LinearOperator s, double[] y) {
    OperatorRows rows = new OperatorRows(networkOfField, t, dimension, x);
    OperatorRows columns = new OperatorRows(networkOfField, s, dimension, y);
    LimitBlock block = new LimitBlock(rows, columns, dimension);
    double[] values = new double[Math.multiplyExact(rows.count(), columns.count())];
    for (int i = 0; i < rows.count(); i++) {
      for (int j = 0; j < columns.count(); j++) {
        values[i * columns.count() + j] = block.entry(i, j);
      }
    }
    return values;
  }

  /**
   * The whole kernel of a problem with linear equations, rows as in its residual map.
   *
   * @throws ProblemException if an equation is not linear, has a trainable coefficient, or is of an
   *     order for which there is no kernel
   * @throws KernelTooLargeException if the kernel would not fit the memory
   */
  public TangentKernel of(Problem problem, Points points) {
    Blocks blocks = Blocks.of(problem, points);
    int n = blocks.rows();
    TangentKernel.requireRoom(n, TangentKernel.bytes(n));
    List<OperatorRows> operators =
        problem.equations().stream().map(e -> operator(problem, e, points)).toList();
    double[] k = new double[n * n];
    for (int e = 0; e < operators.size(); e++) {
      for (int f = 0; f <= e; f++) {
        Block row = blocks.blocks().get(e);
        Block column = blocks.blocks().get(f);
        LimitBlock block = new LimitBlock(operators.get(e), operators.get(f), dimension);
        for (int i = 0; i < row.count(); i++) {
          int end = e == f ? i + 1 : column.count();
          for (int j = 0; j < end; j++) {
            double entry = block.entry(i, j);
            k[(row.start() + i) * n + column.start() + j] = entry;
            k[(column.start() + j) * n + row.start() + i] = entry;
          }
        }
      }
    }
    return new TangentKernel(blocks, k);
  }

  private OperatorRows operator(Problem problem, Equation equation, Points points) {
    double[] at = points.of(equation.on());
    try {
      LinearOperator operator = LinearOperator.of(equation.residual());
      return switch (problem.pointSet(equation.on()).kind()) {
        case PointSet.Periodic(int coordinate) -> {
          double[] partners = at.clone();
          double upper = problem.domain().intervals().get(coordinate).upper();
          for (int p = coordinate; p < partners.length; p += dimension) {
            partners[p] = upper;
          }
          yield new OperatorRows(networkOfField, operator, dimension, at, partners);
        }
        case PointSet.Interface _ ->
            throw new IllegalArgumentException(
                "the infinite-width kernel is that of an undivided domain; drop the subdomains");
        case PointSet.Interior _, PointSet.Face _ ->
            new OperatorRows(networkOfField, operator, dimension, at);
      };
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          List.of("equations", equation.name()), String.valueOf(e.getMessage()));
    }
  }
}
