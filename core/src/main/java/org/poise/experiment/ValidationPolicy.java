package org.poise.experiment;

import java.util.List;

/**
 * What is measured while training.
 *
 * @param every steps between measurements; there is one at the start and one at the end in any case
 * @param grid nodes along each coordinate of the grid on which errors are measured; empty for the
 *     default of the validation points
 * @param heldOut points in each set on which residuals are measured that are not trained on; 0 for
 *     none
 */
public record ValidationPolicy(int every, List<Integer> grid, int heldOut) {
  /** Checks the ranges. */
  public ValidationPolicy {
    grid = List.copyOf(grid);
    Checks.atLeast("every", every, 1);
    for (int nodes : grid) {
      Checks.atLeast("grid", nodes, 2);
    }
    Checks.atLeast("heldOut", heldOut, 0);
  }

  /** Every 100 steps, on the default grid, with 200 held-out points in each set. */
  public static ValidationPolicy standard() {
    return new ValidationPolicy(100, List.of(), 200);
  }
}
