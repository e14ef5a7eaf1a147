package org.poise.weighting;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.poise.residual.Block;

/**
 * Weights in force: λ_g of every group, and where a scheme works point by point a factor m_j and an
 * offset ν_j of every row. The loss is L = Σ_i λ_i (1/N_i) Σ_j (m_j r_j² + ν_j r_j).
 */
public final class Weights {
  private Groups groups;
  private double[] byGroup;
  private double @Nullable [] factors;
  private double @Nullable [] offsets;

  /** All groups at some weights, all rows alike. */
  public Weights(Groups groups, double[] byGroup) {
    this.groups = groups;
    this.byGroup = byGroup;
  }

  /** The groups. */
  public Groups groups() {
    return groups;
  }

  /** λ, one for each group; read it only. */
  public double[] byGroup() {
    return byGroup;
  }

  /** Goes over to other weights of the groups, and takes the array. */
  public void byGroup(double[] next) {
    byGroup = next;
  }

  /** m_j [N], or null where all are 1. */
  public double @Nullable [] factors() {
    return factors;
  }

  /** ν_j [N], or null where all are 0. */
  public double @Nullable [] offsets() {
    return offsets;
  }

  /** m_j [N] to be written, all 1 at first. */
  public double[] ownFactors() {
    double[] own = factors;
    if (own == null) {
      own = new double[groups.blocks().rows()];
      Arrays.fill(own, 1);
      factors = own;
    }
    return own;
  }

  /** ν_j [N] to be written, all 0 at first. */
  public double[] ownOffsets() {
    double[] own = offsets;
    if (own == null) {
      own = new double[groups.blocks().rows()];
      offsets = own;
    }
    return own;
  }

  /** L_g = Σ_{i in g} (1/N_i) Σ_j m_j r_j², one for each group: what its weight multiplies. */
  public double[] losses(WeighingPoint at) {
    double[] m = factors;
    if (m == null) {
      return groups.sum(at.losses());
    }
    double[] byBlock = new double[at.blocks().size()];
    for (int i = 0; i < byBlock.length; i++) {
      Block block = at.blocks().get(i);
      double sum = 0;
      for (int j = block.start(); j < block.end(); j++) {
        sum += m[j] * at.residuals()[j] * at.residuals()[j];
      }
      byBlock[i] = sum / block.count();
    }
    return groups.sum(byBlock);
  }

  /** Takes factors and offsets that were saved. */
  public void restore(double @Nullable [] factors, double @Nullable [] offsets) {
    this.factors = factors;
    this.offsets = offsets;
  }

  /** Goes over to other points; where their number differs, rows are alike again. */
  public void rebind(Groups next) {
    if (next.blocks().rows() != groups.blocks().rows()) {
      factors = null;
      offsets = null;
    }
    groups = next;
  }

  /**
   * The row weights w_j = 2 λ_i m_j / N_i and offsets c_j = λ_i ν_j / N_i that make Jᵀ(w ∘ r + c)
   * the gradient of L, with λ_i the weight of block i's group and N_i the number of rows of the
   * block.
   *
   * @param rowWeights [N], overwritten
   * @param rowOffsets [N], overwritten where there are offsets
   */
  public void fill(double[] rowWeights, double[] rowOffsets) {
    double[] m = factors;
    double[] nu = offsets;
    for (int i = 0; i < groups.blocks().blocks().size(); i++) {
      Block block = groups.blocks().blocks().get(i);
      double scale = byGroup[groups.ofBlock(i)] / block.count();
      for (int j = block.start(); j < block.end(); j++) {
        rowWeights[j] = m == null ? 2 * scale : 2 * scale * m[j];
        if (nu != null) {
          rowOffsets[j] = scale * nu[j];
        }
      }
    }
  }
}
