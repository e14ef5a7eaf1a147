package org.poise.residual.internal;

import java.util.List;
import org.poise.residual.Block;

/**
 * Successive points of a set, bound to the plan that they go through.
 *
 * @param plan the compiled formulas
 * @param points all points of the set [· × dimension]
 * @param first the first of those that are bound
 * @param count how many are bound
 * @param blocks the rows of each equation on all points of the set
 */
public record BoundSet(SetPlan plan, double[] points, int first, int count, List<Block> blocks) {
  /** One past the last point. */
  int end() {
    return first + count;
  }
}
