package org.poise.weighting;

import java.util.Arrays;
import java.util.List;
import org.poise.residual.Block;
import org.poise.residual.Blocks;

/** The groups of blocks that share one weight, in the order of their first blocks. */
public final class Groups {
  private final Blocks blocks;
  private final List<String> names;
  private final int[] ofBlock;
  private final int[] rows;

  private Groups(Blocks blocks) {
    this.blocks = blocks;
    names = blocks.groups();
    ofBlock = blocks.blocks().stream().mapToInt(b -> names.indexOf(b.group())).toArray();
    rows = new int[names.size()];
    for (int i = 0; i < ofBlock.length; i++) {
      rows[ofBlock[i]] += blocks.blocks().get(i).count();
    }
  }

  /** The groups of those blocks. */
  public static Groups of(Blocks blocks) {
    return new Groups(blocks);
  }

  /** Number n of groups. */
  public int size() {
    return names.size();
  }

  /** Their names. */
  public List<String> names() {
    return names;
  }

  /** The group of block {@code i}. */
  public int ofBlock(int i) {
    return ofBlock[i];
  }

  /** Number of residuals N_g of group {@code g}, over all its blocks. */
  public int rows(int g) {
    return rows[g];
  }

  /** The blocks. */
  public Blocks blocks() {
    return blocks;
  }

  /** Sums one value of each block over the blocks of each group. */
  public double[] sum(double[] byBlock) {
    double[] sums = new double[names.size()];
    for (int i = 0; i < ofBlock.length; i++) {
      sums[ofBlock[i]] += byBlock[i];
    }
    return sums;
  }

  /**
   * The row weights w_j = 2 λ_i / N_i that make Jᵀ(w ∘ r) the gradient of L = Σ_i λ_i (1/N_i) Σ_j
   * r_ij², with λ_i the weight of block i's group and N_i the number of rows of the block itself.
   *
   * @param weights one for each group
   * @param rowWeights [N], overwritten
   */
  public void fillRowWeights(double[] weights, double[] rowWeights) {
    for (int i = 0; i < ofBlock.length; i++) {
      Block block = blocks.blocks().get(i);
      Arrays.fill(rowWeights, block.start(), block.end(), 2 * weights[ofBlock[i]] / block.count());
    }
  }
}
