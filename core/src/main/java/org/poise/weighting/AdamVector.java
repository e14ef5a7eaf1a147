package org.poise.weighting;

import java.util.Map;

/** Adam (arXiv:1412.6980, algorithm 1) on numbers that a scheme trains beside θ. */
final class AdamVector {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final String FIRST = "adam.first";
  private static final String SECOND = "adam.second";
  private static final String POWERS = "adam.powers";

  private final double rate;
  private double[] first = new double[0];
  private double[] second = new double[0];
  private double power1 = 1;
  private double power2 = 1;

  AdamVector(double rate) {
    this.rate = rate;
  }

  /** One step against the gradient; against its negative, one step uphill. */
  void step(double[] x, double[] gradient) {
    if (first.length != x.length) {
      first = new double[x.length];
      second = new double[x.length];
      power1 = 1;
      power2 = 1;
    }
    power1 *= BETA1;
    power2 *= BETA2;
    for (int i = 0; i < x.length; i++) {
      first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
      second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
      double mean = first[i] / (1 - power1);
      x[i] -= rate * mean / (Math.sqrt(second[i] / (1 - power2)) + EPSILON);
    }
  }

  void save(Map<String, double[]> state) {
    state.put(FIRST, first.clone());
    state.put(SECOND, second.clone());
    state.put(POWERS, new double[] {power1, power2});
  }

  void restore(Map<String, double[]> state) {
    first = Checks.saved(state, FIRST);
    second = Checks.saved(state, SECOND);
    double[] powers = Checks.saved(state, POWERS);
    power1 = powers[0];
    power2 = powers[1];
  }
}
