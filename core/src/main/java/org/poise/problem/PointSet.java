package org.poise.problem;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A named set of collocation points.
 *
 * @param name unique in the problem
 * @param kind where the points lie
 * @param count how many points are asked for; a grid may hold fewer, see {@link Sampler#GRID}
 * @param sampler how they are drawn, or null for the sampler of the whole experiment
 */
public record PointSet(String name, Kind kind, int count, @Nullable Sampler sampler) {

  /** Greatest count of one set. */
  public static final int MOST = 100_000_000;

  /** Checks the count. */
  public PointSet {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "count must be a whole number from 1 to " + MOST + ", not " + count);
    }
  }

  /** The points that a sampler gives: the count, or less for a grid. */
  public int points(Sampler ifNone, int dimension) {
    Sampler s = sampler == null ? ifNone : sampler;
    int free = free(dimension).length;
    return IntStream.of(counts(count)).map(each -> s.points(each, free)).sum();
  }

  /** Into what a number of points is split: the same on each cut, but for the remainder. */
  int[] counts(int points) {
    int cuts = kind instanceof Interface(_, List<Double> at) ? at.size() : 1;
    long all = Math.max(points, cuts);
    return IntStream.range(0, cuts)
        .map(i -> (int) (all * (i + 1) / cuts - all * i / cuts))
        .toArray();
  }

  /** The coordinates that vary over the set, ascending. */
  public int[] free(int dimension) {
    return IntStream.range(0, dimension).filter(i -> !kind.fixes(i)).toArray();
  }

  /** Where the points of a set lie. */
  public sealed interface Kind {
    /** Whether a coordinate has one value on the whole set. */
    boolean fixes(int coordinate);
  }

  /** Points anywhere in the domain. */
  public record Interior() implements Kind {
    @Override
    public boolean fixes(int coordinate) {
      return false;
    }
  }

  /**
   * Points with some coordinates fixed: a face, an edge, or, with all fixed, one point.
   *
   * @param fixed value of each fixed coordinate, by its index
   */
  public record Face(Map<Integer, Double> fixed) implements Kind {
    /** Takes a sorted copy. */
    public Face {
      fixed = Collections.unmodifiableMap(new TreeMap<>(fixed));
      if (fixed.isEmpty()) {
        throw new IllegalArgumentException("a face fixes at least one coordinate");
      }
    }

    @Override
    public boolean fixes(int coordinate) {
      return fixed.containsKey(coordinate);
    }
  }

  /**
   * Pairs of points on the two opposite faces of a coordinate, equal in the others. The set holds
   * the lower points.
   *
   * @param coordinate the index of the coordinate
   */
  public record Periodic(int coordinate) implements Kind {
    @Override
    public boolean fixes(int coordinate) {
      return coordinate == this.coordinate;
    }
  }

  /**
   * Points on the cuts between {@link Subdomains} along a coordinate.
   *
   * @param coordinate the index of the coordinate
   * @param cuts its values on the cuts, ascending
   */
  public record Interface(int coordinate, List<Double> cuts) implements Kind {
    /** Takes a copy. */
    public Interface {
      cuts = List.copyOf(cuts);
    }

    @Override
    public boolean fixes(int coordinate) {
      return coordinate == this.coordinate;
    }
  }
}
