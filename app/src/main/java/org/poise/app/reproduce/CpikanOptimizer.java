package org.poise.app.reproduce;

/** First-order, second-order, and one after the other, over the same number of steps. */
enum CpikanOptimizer {
  ADAM("Adam", "adam"),
  LBFGS("L-BFGS", "lbfgs"),
  BOTH("Adam, then L-BFGS", "both");

  /** Pairs that L-BFGS keeps: nearly as many as there are parameters, so nearly BFGS. */
  private static final int MEMORY = 400;

  private final String words;
  private final String label;

  CpikanOptimizer(String words, String label) {
    this.words = words;
    this.label = label;
  }

  /** Its name for people. */
  String words() {
    return words;
  }

  /** Its name in labels of runs. */
  String label() {
    return label;
  }

  /**
   * Its place in a problem file.
   *
   * @param steps of all
   * @param first of Adam where L-BFGS follows
   */
  String setting(int steps, int first) {
    return switch (this) {
      case ADAM -> "optimizer={" + adam(steps) + "}";
      case LBFGS -> "optimizer={" + lbfgs(steps) + "}";
      case BOTH -> "optimizer=[" + adam(first) + ", " + lbfgs(steps - first) + "]";
    };
  }

  private static String adam(int steps) {
    return "adam: {rate: 5e-3, decay: {factor: 0.9, every: "
        + steps / 10
        + "}, steps: "
        + steps
        + "}";
  }

  private static String lbfgs(int steps) {
    return "lbfgs: {steps: " + steps + ", memory: " + MEMORY + "}";
  }
}
