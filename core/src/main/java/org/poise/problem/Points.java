package org.poise.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The points of every set. The arrays belong to this record and are not to be changed.
 *
 * @param sets points [count × dimension] by the name of their set, in the problem's order; a
 *     periodic set holds its lower points
 */
public record Points(Map<String, double[]> sets) {
  /** Takes the arrays as they are. */
  public Points {
    sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
  }

  /** The points of a set [count × dimension]. */
  public double[] of(String set) {
    double[] points = sets.get(set);
    if (points == null) {
      throw new IllegalArgumentException("no point set is called '" + set + "'");
    }
    return points;
  }
}
