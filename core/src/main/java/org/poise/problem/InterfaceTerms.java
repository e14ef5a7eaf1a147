package org.poise.problem;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ties the solutions on two sides of a cut together: on points of the cut, formulas whose
 * values from above and from below are to be equal.
 *
 * @param count points on each cut; null for {@link #COUNT}, or for the one point that a cut is in
 *     one dimension
 * @param sampler how they are drawn, or null for the sampler of the whole experiment
 * @param continuity formulas for the cuts of each coordinate. A coordinate that is not here has
 *     every field, and its derivatives along the coordinate up to one order below the highest that
 *     the equations use
 * @param group the group that all these terms share, or null for groups of their own
 */
public record InterfaceTerms(
    @Nullable Integer count,
    @Nullable Sampler sampler,
    Map<String, List<String>> continuity,
    @Nullable String group) {
  /** Points on each cut, unless there are others. */
  public static final int COUNT = 100;

  /** Takes copies and checks the count. */
  public InterfaceTerms {
    if (count != null && (count < 1 || count > PointSet.MOST)) {
      throw new IllegalArgumentException(
          "count must be a whole number from 1 to " + PointSet.MOST + ", not " + count);
    }
    Map<String, List<String>> copy = new LinkedHashMap<>();
    continuity.forEach((coordinate, formulas) -> copy.put(coordinate, List.copyOf(formulas)));
    continuity = Collections.unmodifiableMap(copy);
  }

  /** All defaults. */
  public static InterfaceTerms standard() {
    return new InterfaceTerms(null, null, Map.of(), null);
  }

  /** The same with so many points on each cut. */
  public InterfaceTerms withCount(int count) {
    return new InterfaceTerms(count, sampler, continuity, group);
  }

  /** The same with points drawn by a sampler of their own. */
  public InterfaceTerms drawnBy(Sampler sampler) {
    return new InterfaceTerms(count, sampler, continuity, group);
  }

  /** The same with other formulas for the cuts of a coordinate. */
  public InterfaceTerms withContinuity(String coordinate, String... formulas) {
    Map<String, List<String>> all = new LinkedHashMap<>(continuity);
    all.put(coordinate, Arrays.asList(formulas));
    return withContinuity(all);
  }

  InterfaceTerms withContinuity(Map<String, List<String>> all) {
    return new InterfaceTerms(count, sampler, all, group);
  }

  /** The same with one weight for all terms. */
  public InterfaceTerms inGroup(String group) {
    return new InterfaceTerms(count, sampler, continuity, group);
  }
}
