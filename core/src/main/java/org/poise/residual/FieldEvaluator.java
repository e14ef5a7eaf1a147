package org.poise.residual;

/**
 * Evaluates expressions over the fields, their derivatives, coordinates and coefficients at any
 * points.
 */
@FunctionalInterface
public interface FieldEvaluator {
  /**
   * Evaluates the expressions.
   *
   * @param theta parameters [p]
   * @param n number of points
   * @param points coordinates [n × d]
   * @param out values [n × expressions], overwritten
   */
  void evaluate(double[] theta, int n, double[] points, double[] out);
}
