package org.poise.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What later reports on the tangent kernel depend on. The kernels themselves are formed again from
 * θ. The arrays are owned by the state and not to be changed.
 *
 * @param reportedAt step of the last report
 * @param theta θ_0 at the first report [p]
 * @param weights λ_0 there, one for each group
 * @param descent arrays of the predicted descent since the last report, by name; empty where
 *     nothing is predicted
 * @param seconds time that reports took so far
 */
public record NtkState(
    long reportedAt,
    double[] theta,
    double[] weights,
    Map<String, double[]> descent,
    double seconds) {

  /** Fixes the order of the names. */
  public NtkState {
    descent = Collections.unmodifiableMap(new TreeMap<>(descent));
  }
}
