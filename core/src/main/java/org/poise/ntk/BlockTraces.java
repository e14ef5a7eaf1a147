package org.poise.ntk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.residual.Block;
import org.poise.residual.Blocks;

/** Sums over the rows of each block. */
public final class BlockTraces {
  private BlockTraces() {}

  /**
   * Tr K_ii = Σ_j m_j ‖∂r_ij/∂θ‖², summed in the order of the rows.
   *
   * @param blocks the rows of each block
   * @param rowNorms diagonal of K [N]
   * @param rowWeights factors m_j [N], or null for ones
   * @return one trace for each block
   */
  public static double[] fromRowNorms(
      Blocks blocks, double[] rowNorms, double @Nullable [] rowWeights) {
    List<Block> list = blocks.blocks();
    double[] traces = new double[list.size()];
    for (int i = 0; i < traces.length; i++) {
      double trace = 0;
      for (int j = list.get(i).start(); j < list.get(i).end(); j++) {
        trace += rowWeights == null ? rowNorms[j] : rowWeights[j] * rowNorms[j];
      }
      traces[i] = trace;
    }
    return traces;
  }

  /**
   * Σ_j m_j x_j y_j over the rows of each block.
   *
   * @param x [N]
   * @param y [N]
   * @param sums one for each block, overwritten
   */
  static void products(
      Blocks blocks, double[] x, double[] y, double @Nullable [] rowWeights, double[] sums) {
    List<Block> list = blocks.blocks();
    for (int i = 0; i < sums.length; i++) {
      double sum = 0;
      for (int j = list.get(i).start(); j < list.get(i).end(); j++) {
        double product = x[j] * y[j];
        sum += rowWeights == null ? product : rowWeights[j] * product;
      }
      sums[i] = sum;
    }
  }
}
