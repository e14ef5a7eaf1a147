package org.poise.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.poise.linalg.Streams;
import org.poise.linalg.Streams.Purpose;

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

  /**
   * At most so many points of each set, each subset of that size as likely as any other and in the
   * order that they have here (selection sampling: Knuth, The Art of Computer Programming, volume
   * 2, algorithm 3.4.2 S). A pure function of the seed.
   *
   * @param most at least 1
   * @param dimension coordinates of a point
   */
  public Points atMost(int most, int dimension, long seed) {
    Map<String, double[]> fewer = new LinkedHashMap<>();
    for (Map.Entry<String, double[]> set : sets.entrySet()) {
      RandomGenerator random = Streams.of(seed, Purpose.SUBSET, fewer.size());
      fewer.put(set.getKey(), some(set.getValue(), most, dimension, random));
    }
    return new Points(fewer);
  }

  private static double[] some(double[] all, int most, int dimension, RandomGenerator random) {
    int count = all.length / dimension;
    if (count <= most) {
      return all;
    }
    double[] some = new double[most * dimension];
    int taken = 0;
    for (int p = 0; taken < most; p++) {
      if ((count - p) * random.nextDouble() < most - taken) {
        System.arraycopy(all, p * dimension, some, taken * dimension, dimension);
        taken++;
      }
    }
    return some;
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
