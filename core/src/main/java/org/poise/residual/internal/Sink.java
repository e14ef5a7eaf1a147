package org.poise.residual.internal;

/** What a backward sweep does with the adjoints at a linear layer, beside handing them on. */
enum Sink {
  /** Adjoints carry the row scales already: add to the gradient. */
  GRADIENT,
  /** Adjoints have unit seeds: scale each row, then add to the gradient. */
  SCALE_THEN_GRADIENT,
  /** First of several equations on a point set: start the sum of scaled adjoints. */
  COLLECT_FIRST,
  /** Between: add to the sum of scaled adjoints. */
  COLLECT,
  /** Last: add to the sum, then add the sum to the gradient. */
  COLLECT_LAST,
  /** Adjoints have unit seeds: write each residual's own gradient into its row. */
  ROWS,
  /** Adjoints have unit seeds: keep the layer's inputs and adjoints as they are. */
  FACTORS;

  /** The sink for equation {@code e} of {@code count} when row norms are wanted. */
  static Sink ofUnitSweep(int e, int count) {
    if (count == 1) {
      return SCALE_THEN_GRADIENT;
    }
    return e == 0 ? COLLECT_FIRST : e + 1 < count ? COLLECT : COLLECT_LAST;
  }
}
