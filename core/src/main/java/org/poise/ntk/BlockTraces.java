package org.poise.ntk;

import java.util.List;
import org.poise.residual.Block;
import org.poise.residual.Blocks;

/** Traces of the diagonal blocks of the tangent kernel. */
public final class BlockTraces {
  private BlockTraces() {}

  /**
   * Tr K_ii = Σ_j ‖∂r_ij/∂θ‖², summed in the order of the rows.
   *
   * @param blocks the rows of each block
   * @param rowNorms diagonal of K [N]
   * @return one trace for each block
   */
  public static double[] fromRowNorms(Blocks blocks, double[] rowNorms) {
    List<Block> list = blocks.blocks();
    double[] traces = new double[list.size()];
    for (int i = 0; i < traces.length; i++) {
      double trace = 0;
      for (int j = list.get(i).start(); j < list.get(i).end(); j++) {
        trace += rowNorms[j];
      }
      traces[i] = trace;
    }
    return traces;
  }
}
