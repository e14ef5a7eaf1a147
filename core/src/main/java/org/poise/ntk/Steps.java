package org.poise.ntk;

/** The range of a difference's step. */
final class Steps {
  private Steps() {}

  static void check(double step) {
    if (!(step >= 0 && step < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "step must be a finite length above 0, or 0 for the rule, not " + step);
    }
  }
}
