package org.poise.residual;

/**
 * What the operations of a residual map cost, in multiplications and additions counted from its
 * shapes. They do not depend on the machine, so decisions made from them repeat everywhere.
 *
 * @param residuals one evaluation of the residuals
 * @param gradient one gradient without row norms
 * @param rowNorms what row norms add to a gradient
 */
public record SweepCosts(double residuals, double gradient, double rowNorms) {

  /** The sum of two maps' costs. */
  public SweepCosts plus(SweepCosts other) {
    return new SweepCosts(
        residuals + other.residuals, gradient + other.gradient, rowNorms + other.rowNorms);
  }
}
