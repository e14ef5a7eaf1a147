package org.poise.network;

import java.util.Collections;
import java.util.List;

/**
 * Residual blocks with fixed scales and stochastic depth, as in NTK-ECRN (arXiv:2512.08264): h^l =
 * h^(l−1) + α_l σ(W^l h^(l−1) + b^l), from the embeddings' output, or from a linear map of it where
 * that is not as wide as the blocks; the last layer is linear. While training, block l is left out
 * with probability p_l (Huang et al., arXiv:1603.09382); elsewhere it counts (1 − p_l) α_l.
 *
 * @param width units of every block
 * @param activation σ
 * @param scales α_l > 0 of every block
 * @param drops p_l in [0, 1) of every block
 */
public record ResidualNetwork(
    int width, Activation activation, List<Double> scales, List<Double> drops)
    implements Architecture {
  public ResidualNetwork {
    scales = List.copyOf(scales);
    drops = List.copyOf(drops);
    Counts.layers("blocks", scales.size());
    Counts.atLeastOne("width", width);
    for (double scale : scales) {
      if (!(scale > 0) || !Double.isFinite(scale)) {
        throw new IllegalArgumentException("scale must be positive and finite, not " + scale);
      }
    }
    if (drops.size() != scales.size()) {
      throw new IllegalArgumentException(
          "drop must be given for each of the " + scales.size() + " blocks, not " + drops.size());
    }
    for (double drop : drops) {
      if (!(drop >= 0 && drop < 1)) {
        throw new IllegalArgumentException("drop must be at least 0 and below 1, not " + drop);
      }
    }
  }

  /**
   * Blocks with scales and drops of their own, or the same for all.
   *
   * @param scales α_l: one number, or one for each block
   * @param drops p_l: one number, or one for each block
   */
  public static ResidualNetwork of(
      int blocks, int width, Activation activation, List<Double> scales, List<Double> drops) {
    Counts.layers("blocks", blocks);
    return new ResidualNetwork(
        width, activation, each("scale", scales, blocks), each("drop", drops, blocks));
  }

  private static List<Double> each(String what, List<Double> values, int blocks) {
    if (values.size() == 1) {
      return Collections.nCopies(blocks, values.getFirst());
    }
    if (values.size() == blocks) {
      return values;
    }
    throw new IllegalArgumentException(
        what
            + " must be one number, or one for each of the "
            + blocks
            + " blocks, not "
            + values.size());
  }

  public int blocks() {
    return scales.size();
  }

  @Override
  public ResidualNetwork withWidth(int width) {
    return new ResidualNetwork(width, activation, scales, drops);
  }

  @Override
  public String function() {
    return "residual blocks with " + activation.label() + ", scales " + scales + ", drops " + drops;
  }

  @Override
  public void build(LayerGraph.Builder graph, int outputs) {
    int h = graph.input();
    if (graph.width(h) != width) {
      h = graph.linear("first", h, width);
    }
    for (int l = 0; l < blocks(); l++) {
      int f = graph.hidden(String.valueOf(l), h, width, activation);
      h = graph.sum(h, scales.get(l), f, drops.get(l));
    }
    graph.linear("last", h, outputs);
  }
}
