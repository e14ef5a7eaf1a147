package org.poise.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Dense;
import org.poise.ntk.WeightedOperator;
import org.poise.optimizer.Objective;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Groups;

/**
 * The weighted loss L(θ) = Σ_i λ_i (1/N_i) Σ_j r_ij(θ)² on the points in force. Working arrays are
 * reused; points of the same numbers allocate nothing.
 */
final class WeightedObjective implements Objective {
  private ResidualMap map;
  private Groups groups;
  private double[] weights;
  private double[] rowWeights;
  private double[] residuals;
  private double[] rowNorms;
  private final double[] losses;
  private boolean withRowNorms;
  private double loss;

  WeightedObjective(ResidualMap map, double[] weights) {
    this.map = map;
    this.weights = weights;
    groups = Groups.of(map.blocks());
    losses = new double[map.blocks().blocks().size()];
    rowWeights = new double[map.blocks().rows()];
    residuals = new double[rowWeights.length];
    rowNorms = new double[rowWeights.length];
    groups.fillRowWeights(weights, rowWeights);
  }

  /** Goes over to other points. */
  void bind(ResidualMap next) {
    map = next;
    if (!next.blocks().equals(groups.blocks())) {
      groups = Groups.of(next.blocks());
      rowWeights = new double[next.blocks().rows()];
      residuals = new double[rowWeights.length];
      rowNorms = new double[rowWeights.length];
    }
    groups.fillRowWeights(weights, rowWeights);
  }

  /** Goes over to other weights. */
  void weigh(double[] next) {
    weights = next;
    groups.fillRowWeights(next, rowWeights);
  }

  /** Asks for the row norms with the evaluations that follow, or no longer. */
  void withRowNorms(boolean wanted) {
    withRowNorms = wanted;
  }

  @Override
  public double evaluate(double[] theta, double[] gradient) {
    map.gradient(theta, rowWeights, null, gradient, residuals, rowNormsIfWanted());
    return sum();
  }

  @Override
  public double largestCurvature(double[] theta) {
    return new WeightedOperator(map, theta, rowWeights).largest().largest();
  }

  private double @Nullable [] rowNormsIfWanted() {
    return withRowNorms ? rowNorms : null;
  }

  /** Evaluates the losses alone. */
  double measure(double[] theta) {
    map.residuals(theta, residuals);
    return sum();
  }

  private double sum() {
    blockLosses(groups.blocks(), residuals, losses);
    double sum = 0;
    for (int i = 0; i < losses.length; i++) {
      sum += weights[groups.ofBlock(i)] * losses[i];
    }
    loss = sum;
    return sum;
  }

  /** (1/N_i) Σ_j r_ij² of every block. */
  static void blockLosses(Blocks blocks, double[] r, double[] losses) {
    List<Block> list = blocks.blocks();
    for (int i = 0; i < losses.length; i++) {
      Block b = list.get(i);
      losses[i] = Dense.dot(b.count(), r, b.start(), r, b.start()) / b.count();
    }
  }

  /** The gradient of one block's term alone, for diagnosis. */
  void blockGradient(int block, double[] theta, double[] gradient) {
    double[] only = new double[rowWeights.length];
    Block b = groups.blocks().blocks().get(block);
    System.arraycopy(rowWeights, b.start(), only, b.start(), b.count());
    double[] r = new double[only.length];
    map.gradient(theta, only, null, gradient, r, null);
  }

  Groups groups() {
    return groups;
  }

  double[] weights() {
    return weights;
  }

  /** Losses of the blocks at the last evaluation; overwritten by the next. */
  double[] losses() {
    return losses;
  }

  /** The loss at the last evaluation. */
  double loss() {
    return loss;
  }

  /** Row norms of the last evaluation that was asked for them. */
  double[] rowNorms() {
    return rowNorms;
  }
}
