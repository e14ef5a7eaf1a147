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
public record Fixed(Map<String, Double> byGroup) implements GroupWeighting {

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

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a weight is given for a group that does not exist
   */
  @Override
  public List<Weigher> start(WeighingStart start) {
    List<String> names = start.groups().names();
    for (String group : byGroup.keySet()) {
      if (!names.contains(group)) {
        throw new IllegalArgumentException(
            "a weight is given for '" + group + "', but the groups of terms are " + names);
      }
    }
    double[] weights =
        names.stream().mapToDouble(name -> byGroup.getOrDefault(name, 1.0)).toArray();
    return List.of(new Once(weights));
  }

  private record Once(double[] byGroup) implements Weigher {
    @Override
    public int every() {
      return 0;
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      weights.byGroup(byGroup.clone());
    }

    @Override
    public Map<String, double[]> save() {
      return Map.of();
    }

    @Override
    public void restore(Map<String, double[]> state) {
      // Nothing is kept.
    }
  }
}
