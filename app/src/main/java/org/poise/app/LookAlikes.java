package org.poise.app;

import java.util.List;
import org.poise.linalg.Dense;
import org.poise.ntk.TangentKernel;
import org.poise.residual.Block;
import org.poise.weighting.Convention;
import org.poise.weighting.GradientNormWeighting.Kind;
import org.poise.weighting.Groups;

/**
 * What goes by the name of NTK weights elsewhere, beside the trace: q and the weights λ_i = Σ_j q_j
 * / q_i of every group. All from K and r: with x_j = 2 r_ij / N_i on the rows of block i, ‖∇L_i‖² =
 * xᵀK_ii x, ‖∇√L_i‖ = ‖∇L_i‖ / (2 √L_i), and 1ᵀK_ii 1.
 *
 * @param groups the groups
 * @param traces Tr K_ii of every block
 * @param quantities q of every block, for each of {@link #KINDS}
 * @param traceWeights λ of every group from the traces, convention {@code wang}
 * @param weights λ of every group, for each of {@link #KINDS}; infinite where q is 0
 */
record LookAlikes(
    Groups groups,
    double[] traces,
    double[][] quantities,
    double[] traceWeights,
    double[][] weights) {
  /** The kinds, in the order of the arrays. */
  static final List<Kind> KINDS =
      List.of(Kind.SUMMED_GRADIENT, Kind.GRADIENT_NORM, Kind.ROOT_LOSS_GRADIENT);

  static LookAlikes of(TangentKernel kernel, double[] residuals) {
    List<Block> blocks = kernel.blocks().blocks();
    Groups groups = Groups.of(kernel.blocks());
    int[] ofBlock = new int[blocks.size()];
    int[] ofGroup = new int[blocks.size()];
    double[] losses = new double[blocks.size()];
    double[] ones = new double[residuals.length];
    double[] slopes = new double[residuals.length];
    for (int i = 0; i < ofBlock.length; i++) {
      ofBlock[i] = i;
      ofGroup[i] = groups.ofBlock(i);
      Block block = blocks.get(i);
      int start = block.start();
      losses[i] = Dense.dot(block.count(), residuals, start, residuals, start) / block.count();
      for (int j = start; j < block.end(); j++) {
        ones[j] = 1;
        slopes[j] = 2 * residuals[j] / block.count();
      }
    }
    double[] traces = kernel.traces();
    double[][] quantities =
        quantities(
            forms(kernel, ones, ofBlock, ofBlock.length),
            forms(kernel, slopes, ofBlock, ofBlock.length),
            losses);
    double[][] weights =
        quantities(
            forms(kernel, ones, ofGroup, groups.size()),
            forms(kernel, slopes, ofGroup, groups.size()),
            groups.sum(losses));
    for (double[] q : weights) {
      toWeights(q);
    }
    return new LookAlikes(
        groups, traces, quantities, Convention.WANG.weights(groups, groups.sum(traces)), weights);
  }

  /**
   * xᵀ K x over the rows of each owner, which is a block or a group.
   *
   * @param owner the owner of each block
   */
  private static double[] forms(TangentKernel kernel, double[] x, int[] owner, int owners) {
    List<Block> blocks = kernel.blocks().blocks();
    int n = kernel.rows();
    double[] forms = new double[owners];
    for (int a = 0; a < owner.length; a++) {
      for (int b = 0; b < owner.length; b++) {
        if (owner[a] != owner[b]) {
          continue;
        }
        Block columns = blocks.get(b);
        for (int j = blocks.get(a).start(); j < blocks.get(a).end(); j++) {
          int at = j * n + columns.start();
          double product = Dense.dot(columns.count(), kernel.values(), at, x, columns.start());
          forms[owner[a]] = Math.fma(x[j], product, forms[owner[a]]);
        }
      }
    }
    return forms;
  }

  /** q of each of {@link #KINDS}. Rounding must not make a square negative. */
  private static double[][] quantities(double[] summed, double[] squares, double[] losses) {
    double[][] q = new double[KINDS.size()][losses.length];
    for (int i = 0; i < losses.length; i++) {
      double norm = Math.sqrt(Math.max(0, squares[i]));
      for (int k = 0; k < q.length; k++) {
        q[k][i] =
            switch (KINDS.get(k)) {
              case SUMMED_GRADIENT -> Math.max(0, summed[i]);
              case GRADIENT_NORM -> norm;
              case ROOT_LOSS_GRADIENT -> losses[i] > 0 ? norm / (2 * Math.sqrt(losses[i])) : 0;
            };
      }
    }
    return q;
  }

  private static void toWeights(double[] q) {
    double sum = 0;
    for (double each : q) {
      sum += each;
    }
    for (int g = 0; g < q.length; g++) {
      q[g] = sum / q[g];
    }
  }

  /** How a weight compares with that of the traces: their ratio. */
  double ratio(int kind, int group) {
    return weights[kind][group] / traceWeights[group];
  }
}
