package org.poise.weighting;

import java.util.List;
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

  /** One value of each group for each of its blocks. */
  public double[] spread(double[] byGroup) {
    double[] byBlock = new double[ofBlock.length];
    for (int i = 0; i < byBlock.length; i++) {
      byBlock[i] = byGroup[ofBlock[i]];
    }
    return byBlock;
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
}
