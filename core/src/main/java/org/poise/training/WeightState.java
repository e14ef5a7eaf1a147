package org.poise.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Weights in force, and what later ones depend on.
 *
 * @param updatedAt step of the last update; −1 before the first
 * @param weights λ, one for each group
 * @param traces Tr K_ii of each block as last found; null if they never were
 * @param standardErrors of the traces; null where there are none
 * @param scheme arrays of the scheme, by name
 */
public record WeightState(
    long updatedAt,
    double[] weights,
    double @Nullable [] traces,
    double @Nullable [] standardErrors,
    Map<String, double[]> scheme) {

  /** Fixes the order of the names. */
  public WeightState {
    scheme = Collections.unmodifiableMap(new TreeMap<>(scheme));
  }

  /** Before the first update. */
  static WeightState start(double[] weights) {
    return new WeightState(-1, weights, null, null, Map.of());
  }
}
