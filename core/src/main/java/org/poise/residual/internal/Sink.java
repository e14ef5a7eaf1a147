package org.poise.residual.internal;

/** What a backward sweep does with the adjoints at a linear layer, beside handing them on. */
enum Sink {
  /** Adjoints carry the row scales: add to the gradient. */
  GRADIENT,
  /** The same of the first of several equations that use the network: start the sum of adjoints. */
  COLLECT_FIRST,
  /** Between: add to the sum of the adjoints. */
  COLLECT,
  /** Last: add to the sum, then add the sum to the gradient. */
  COLLECT_LAST,
  /** Adjoints have unit seeds: write each residual's own gradient into its row. */
  ROWS,
  /** Adjoints have unit seeds: keep the layer's inputs and adjoints as they are. */
  FACTORS;

  /** Whether no other equation has been swept back through the network before. */
  boolean isFirst() {
    return this != COLLECT && this != COLLECT_LAST;
  }

  /** The sink for sweep {@code s} of {@code count} that are made one by one. */
  static Sink ofSweep(int s, int count) {
    if (count == 1) {
      return GRADIENT;
    }
    return s == 0 ? COLLECT_FIRST : s + 1 < count ? COLLECT : COLLECT_LAST;
  }
}
