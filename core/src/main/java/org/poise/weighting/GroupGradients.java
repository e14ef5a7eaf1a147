package org.poise.weighting;

import org.poise.residual.Block;

/** Gradients of each group's own part of the loss, by one backward sweep a group. */
final class GroupGradients {
  private double[] seeds = new double[0];
  private double[] gradients = new double[0];

  /**
   * Jᵀ applied, for every group g, to the vector that is s_j on the rows of g and 0 elsewhere.
   *
   * @param ofLoss whether s_j = 2 m_j r_j / N_i, which gives ∇L_g of {@link Weights#losses}; s_j =
   *     1 otherwise
   * @return [groups × p], overwritten by the next call
   */
  double[] of(WeighingPoint at, Weights weights, boolean ofLoss) {
    Groups groups = weights.groups();
    double[] m = weights.factors();
    int n = groups.size();
    int rows = at.map().blocks().rows();
    int p = at.map().parameters();
    if (seeds.length != n * rows || gradients.length != n * p) {
      seeds = new double[n * rows];
      gradients = new double[n * p];
    }
    for (int i = 0; i < at.blocks().size(); i++) {
      Block block = at.blocks().get(i);
      int row = groups.ofBlock(i) * rows;
      for (int j = block.start(); j < block.end(); j++) {
        double factor = m == null ? 1 : m[j];
        seeds[row + j] = ofLoss ? 2 * factor * at.residuals()[j] / block.count() : 1;
      }
    }
    at.map().vjp(at.theta(), n, seeds, gradients);
    return gradients;
  }
}
