package org.poise.weighting;

import java.util.Map;

/** Ranges that several schemes share. */
final class Checks {
  private Checks() {}

  /** A saved array, as a copy. */
  static double[] saved(Map<String, double[]> state, String name) {
    double[] array = state.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "the saved state is of another weighting scheme: it has no '" + name + "'");
    }
    return array.clone();
  }

  static void every(int every) {
    if (every < 1) {
      throw new IllegalArgumentException("every must be at least 1 step, not " + every);
    }
  }

  static void momentum(double momentum) {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1), not " + momentum);
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be a number above 0, not " + value);
    }
  }

  static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], not " + value);
    }
  }
}
