package org.poise.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Dense;
import org.poise.ntk.WeightedOperator;
import org.poise.optimizer.Objective;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.weighting.Groups;
import org.poise.weighting.Weights;

/**
 * The weighted loss L(θ) = Σ_i λ_i (1/N_i) Σ_j r_ij(θ)² on the points in force. Working arrays are
 * reused; points of the same numbers allocate nothing.
 */
final class WeightedObjective implements Objective {
  private TrainingPoints points;
  private final Weights weights;
  private double[] rowWeights;
  private double[] rowOffsets;
  private double[] residuals;
  private double[] rowNorms;
  private final double[] losses;
  private boolean withRowNorms;
  private double loss;

  WeightedObjective(TrainingPoints points, double[] byGroup) {
    this.points = points;
    weights = new Weights(Groups.of(points.map().blocks()), byGroup);
    losses = new double[blocks().blocks().size()];
    rowWeights = new double[blocks().rows()];
    rowOffsets = new double[rowWeights.length];
    residuals = new double[rowWeights.length];
    rowNorms = new double[rowWeights.length];
    weigh();
  }

  /** Goes over to other points. */
  void bind(TrainingPoints next) {
    points = next;
    if (!next.map().blocks().equals(weights.groups().blocks())) {
      weights.rebind(Groups.of(next.map().blocks()));
      rowWeights = new double[next.map().blocks().rows()];
      rowOffsets = new double[rowWeights.length];
      residuals = new double[rowWeights.length];
      rowNorms = new double[rowWeights.length];
    }
    weigh();
  }

  /** Takes the weights as they are now. */
  void weigh() {
    weights.fill(rowWeights, rowOffsets);
  }

  /** The weight w_j of every row; overwritten when weights change. */
  double[] rowWeights() {
    return rowWeights;
  }

  /** Whether the loss has terms that are linear in the residuals. */
  boolean hasOffsets() {
    return weights.offsets() != null;
  }

  private double @Nullable [] offsets() {
    return hasOffsets() ? rowOffsets : null;
  }

  private Blocks blocks() {
    return points.map().blocks();
  }

  /** Asks for the row norms with the evaluations that follow, or no longer. */
  void withRowNorms(boolean wanted) {
    withRowNorms = wanted;
  }

  @Override
  public double evaluate(double[] theta, double[] gradient) {
    points.map().gradient(theta, rowWeights, offsets(), gradient, residuals, rowNormsIfWanted());
    return sum();
  }

  @Override
  public double largestCurvature(double[] theta) {
    return new WeightedOperator(points.map(), theta, rowWeights).largest().largest();
  }

  private double @Nullable [] rowNormsIfWanted() {
    return withRowNorms ? rowNorms : null;
  }

  /** Evaluates the losses alone. */
  double measure(double[] theta) {
    points.map().residuals(theta, residuals);
    return sum();
  }

  private double sum() {
    blockLosses(blocks(), residuals, losses);
    double sum = 0;
    for (int j = 0; j < residuals.length; j++) {
      sum += (0.5 * rowWeights[j] * residuals[j] + rowOffsets[j]) * residuals[j];
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
    double[] weight = new double[rowWeights.length];
    double[] offset = new double[rowWeights.length];
    Block b = blocks().blocks().get(block);
    System.arraycopy(rowWeights, b.start(), weight, b.start(), b.count());
    System.arraycopy(rowOffsets, b.start(), offset, b.start(), b.count());
    points.map().gradient(theta, weight, offset, gradient, new double[weight.length], null);
  }

  TrainingPoints points() {
    return points;
  }

  Weights weights() {
    return weights;
  }

  /** Residuals of the last evaluation. */
  double[] residuals() {
    return residuals;
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
