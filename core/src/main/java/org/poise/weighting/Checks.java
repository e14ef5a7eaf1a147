package org.poise.weighting;

/** Ranges that several schemes share. */
final class Checks {
  private Checks() {}

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
