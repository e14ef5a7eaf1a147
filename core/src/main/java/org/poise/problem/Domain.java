package org.poise.problem;

import java.util.List;
import org.poise.network.Normalization;

/**
 * A box, time included: the product of one interval for each coordinate.
 *
 * @param coordinates names, in the order of the networks' inputs
 * @param intervals one for each coordinate
 */
public record Domain(List<String> coordinates, List<Interval> intervals) {
  /** Checks that there is one interval for each coordinate. */
  public Domain {
    coordinates = List.copyOf(coordinates);
    intervals = List.copyOf(intervals);
    if (coordinates.isEmpty() || coordinates.size() != intervals.size()) {
      throw new IllegalArgumentException(
          "a domain needs at least one coordinate and one interval for each, got "
              + coordinates.size()
              + " coordinates and "
              + intervals.size()
              + " intervals");
    }
  }

  /** Number of coordinates d. */
  public int dimension() {
    return coordinates.size();
  }

  /** The interval of a coordinate. */
  public Interval interval(int coordinate) {
    return intervals.get(coordinate);
  }

  /** The index of a coordinate, or −1. */
  public int indexOf(String coordinate) {
    return coordinates.indexOf(coordinate);
  }

  /** The index of a coordinate that must be there; the path leads to where it is named. */
  int coordinate(String name, List<String> path) {
    int index = indexOf(name);
    if (index < 0) {
      throw new ProblemException(
          path,
          "no coordinate is called '"
              + name
              + "'"
              + Suggestion.after(name, "coordinates", coordinates));
    }
    return index;
  }

  /** Mean and standard deviation of each coordinate of a uniform point. */
  public Normalization uniform() {
    return new Normalization(
        intervals.stream().mapToDouble(i -> i.lower() + i.length() / 2).toArray(),
        intervals.stream().mapToDouble(i -> i.length() * Math.sqrt(1.0 / 12)).toArray());
  }
}
