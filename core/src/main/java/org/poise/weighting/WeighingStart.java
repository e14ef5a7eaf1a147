package org.poise.weighting;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.poise.problem.Interval;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.residual.Block;

/**
 * What a scheme starts from.
 *
 * @param groups groups and blocks
 * @param seed of its random numbers
 * @param interior names of the blocks on sets of inner points; the others are conditions
 * @param coordinates names of the coordinates
 * @param intervals of the coordinates
 */
public record WeighingStart(
    Groups groups,
    long seed,
    Set<String> interior,
    List<String> coordinates,
    List<Interval> intervals) {

  /** What there is for a problem. */
  public static WeighingStart of(Problem problem, Groups groups, long seed) {
    Set<String> sets = new TreeSet<>();
    for (PointSet set : problem.pointSets()) {
      if (set.kind() instanceof PointSet.Interior) {
        sets.add(set.name());
      }
    }
    Set<String> interior = new TreeSet<>();
    for (Block block : groups.blocks().blocks()) {
      if (sets.contains(block.pointSet())) {
        interior.add(block.name());
      }
    }
    return new WeighingStart(
        groups, seed, interior, problem.domain().coordinates(), problem.domain().intervals());
  }
}
