package org.poise.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Boundary;

/** Looks up the coordinates of point sets. */
final class PointSets {
  private final Domain domain;

  PointSets(Domain domain) {
    this.domain = domain;
  }

  PointSet set(String name, Where where) {
    List<String> path = List.of("points", name);
    Names.label(name, "point set", path);
    PointSet.Kind kind =
        switch (where) {
          case Where.Inside _ -> new PointSet.Interior();
          case Where.At at -> face(name, at.values());
          case Where.Pair pair ->
              new PointSet.Periodic(
                  domain.coordinate(pair.coordinate(), List.of("points", name, "periodic")));
        };
    List<String> counted = List.of("points", name, "count");
    PointSet set =
        Checked.at(counted, () -> new PointSet(name, kind, where.count(), where.sampler()));
    if (set.free(domain.dimension()).length == 0 && set.count() != 1) {
      throw new ProblemException(
          counted,
          "all coordinates are fixed, so the set is one point, not " + set.count() + "; give 1");
    }
    return set;
  }

  private PointSet.Face face(String name, Map<String, Double> values) {
    Map<Integer, Double> fixed = new TreeMap<>();
    values.forEach((coordinate, value) -> {
      List<String> path = List.of("points", name, "at", coordinate);
      int index = domain.coordinate(coordinate, path);
      if (!domain.interval(index).contains(value)) {
        throw new ProblemException(
            path,
            coordinate
                + " = "
                + value
                + " lies outside the domain; give a value within "
                + domain.interval(index));
      }
      fixed.put(index, value);
    });
    return Checked.at(List.of("points", name, "at"), () -> new PointSet.Face(fixed));
  }

  /** What {@code normal} or {@code jump} means on a set, or null where neither has a meaning. */
  @Nullable Boundary boundary(PointSet set) {
    return switch (set.kind()) {
      case PointSet.Interior _ -> null;
      case PointSet.Face(Map<Integer, Double> fixed) -> face(fixed);
      case PointSet.Periodic(int coordinate) -> {
        Interval interval = domain.interval(coordinate);
        yield new Boundary.Periodic(coordinate, interval.lower(), interval.upper());
      }
      case PointSet.Interface _ -> null;
    };
  }

  private @Nullable Boundary face(Map<Integer, Double> fixed) {
    List<Boundary> faces = new ArrayList<>();
    fixed.forEach((coordinate, value) -> {
      Interval interval = domain.interval(coordinate);
      if (value == interval.lower() || value == interval.upper()) {
        faces.add(new Boundary.Face(coordinate, value == interval.upper()));
      }
    });
    return faces.size() == 1 && fixed.size() == 1 ? faces.getFirst() : null;
  }
}
