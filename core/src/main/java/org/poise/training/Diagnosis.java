package org.poise.training;

import org.poise.linalg.Dense;

/**
 * Where a number that is not finite was first seen.
 *
 * @param term the loss term
 * @param quantity what of the term
 */
record Diagnosis(String term, String quantity) {

  /**
   * Looks at parameters whose loss or gradient is not finite.
   *
   * @param good parameters of an earlier step whose loss and gradient were finite
   */
  static Diagnosis of(WeightedObjective objective, double[] theta, double[] good) {
    if (!finite(theta)) {
      return new Diagnosis(
          steepest(objective, good), "update of the parameters, steepest in the term");
    }
    objective.measure(theta);
    double[] losses = objective.losses();
    for (int i = 0; i < losses.length; i++) {
      if (!Double.isFinite(losses[i])) {
        return new Diagnosis(name(objective, i), "residual");
      }
    }
    double[] gradient = new double[theta.length];
    for (int i = 0; i < losses.length; i++) {
      objective.blockGradient(i, theta, gradient);
      if (!Double.isFinite(Dense.norm2(gradient.length, gradient, 0))) {
        return new Diagnosis(name(objective, i), "gradient");
      }
    }
    return new Diagnosis(steepest(objective, theta), "sum of gradients, steepest in the term");
  }

  private static String steepest(WeightedObjective objective, double[] theta) {
    double[] gradient = new double[theta.length];
    double largest = -1;
    int found = 0;
    for (int i = 0; i < objective.losses().length; i++) {
      objective.blockGradient(i, theta, gradient);
      double norm = Dense.norm2(gradient.length, gradient, 0);
      if (norm > largest) {
        largest = norm;
        found = i;
      }
    }
    return name(objective, found);
  }

  private static String name(WeightedObjective objective, int block) {
    return objective.points().map().blocks().blocks().get(block).name();
  }

  static boolean finite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
