package org.poise.weighting;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Constant weights.
 *
 * @param byGroup weight of each group named; a group that is not named has weight 1
 */
public record Fixed(Map<String, Double> byGroup) implements LossWeighting {

  /** Checks that every weight is finite and not negative. */
  public Fixed {
    byGroup = Collections.unmodifiableMap(new TreeMap<>(byGroup));
    byGroup.forEach((group, weight) -> {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of '" + group + "' must be finite and at least 0, not " + weight);
      }
    });
  }

  /** All weights 1. */
  public static Fixed ones() {
    return new Fixed(Map.of());
  }

  @Override
  public String label() {
    return "fixed";
  }

  @Override
  public int every() {
    return 0;
  }

  @Override
  public boolean needsTraces() {
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a weight is given for a group that does not exist
   */
  @Override
  public double[] update(Measurement measurement) {
    List<String> names = measurement.groups().names();
    for (String group : byGroup.keySet()) {
      if (!names.contains(group)) {
        throw new IllegalArgumentException(
            "a weight is given for '" + group + "', but the groups of terms are " + names);
      }
    }
    return names.stream().mapToDouble(name -> byGroup.getOrDefault(name, 1.0)).toArray();
  }
}
