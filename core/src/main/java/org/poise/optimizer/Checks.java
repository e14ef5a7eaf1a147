package org.poise.optimizer;

/** Range checks of optimiser options, with one kind of message. */
final class Checks {
  private Checks() {}

  static void steps(int steps) {
    atLeast("steps", steps, 1);
  }

  static void quasiNewton(
      int steps, double tolerance, int searches, double c1, double c2, int resample) {
    steps(steps);
    notNegative("tolerance", tolerance);
    atLeast("searches", searches, 2);
    if (!(c1 > 0 && c1 < c2 && c2 < 1)) {
      throw new IllegalArgumentException(
          "the Wolfe constants must satisfy 0 < c1 < c2 < 1, not c1 = " + c1 + ", c2 = " + c2);
    }
    atLeast("resample", resample, 0);
  }

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, not " + value);
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0, not " + value);
    }
  }

  static void openBelowOne(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), not " + value);
    }
  }
}
