package org.poise.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.poise.linalg.Streams;
import org.poise.linalg.Streams.Purpose;

/**
 * How the points of a problem are drawn. A draw is a pure function of the seed, the purpose, the
 * round and the place of its set in the problem, so nothing of it needs saving.
 *
 * @param sampler for sets that have none of their own
 * @param resample steps between new points; 0 keeps the first ones
 */
public record Sampling(Sampler sampler, int resample) {
  /** Checks the range. */
  public Sampling {
    if (resample < 0) {
      throw new IllegalArgumentException("resample must be at least 0, not " + resample);
    }
  }

  /** Uniform points that stay. */
  public static Sampling standard() {
    return new Sampling(Sampler.UNIFORM, 0);
  }

  /** The round that a step, counted from 0, belongs to. */
  public long round(long step) {
    return resample == 0 ? 0 : step / resample;
  }

  /** Points to train on. */
  public Points draw(Problem problem, long seed, long round) {
    return draw(problem, seed, round, Purpose.POINTS);
  }

  /**
   * Points for a purpose, each set by its own sampler or else by this one. They are drawn as in a
   * domain that is not cut, and then lie subdomain by subdomain.
   */
  public Points draw(Problem problem, long seed, long round, Purpose purpose) {
    Map<String, double[]> sets = new LinkedHashMap<>();
    List<PointSet> all = problem.pointSets();
    for (int s = 0; s < all.size(); s++) {
      PointSet set = all.get(s);
      Sampler chosen = set.sampler() == null ? sampler : set.sampler();
      RandomGenerator random = Streams.of(seed, purpose, stream(s, round));
      sets.put(set.name(), points(problem, set, chosen, set.count(), random));
    }
    return new Points(sets);
  }

  /**
   * Points that are never trained on: uniform ones, whatever the sampler, so that a grid is not met
   * again.
   *
   * @param count points in each set; sets that are one point keep it
   */
  public static Points heldOut(Problem problem, long seed, int count) {
    Map<String, double[]> sets = new LinkedHashMap<>();
    List<PointSet> all = problem.pointSets();
    for (int s = 0; s < all.size(); s++) {
      RandomGenerator random = Streams.of(seed, Purpose.HELD_OUT, stream(s, 0));
      sets.put(all.get(s).name(), points(problem, all.get(s), Sampler.UNIFORM, count, random));
    }
    return new Points(sets);
  }

  /** One stream for each set and round: up to 2^40 rounds before sets meet. */
  private static long stream(int set, long round) {
    return ((long) set << 40) + round;
  }

  private static double[] points(
      Problem problem, PointSet set, Sampler sampler, int count, RandomGenerator random) {
    Domain domain = problem.domain();
    int d = domain.dimension();
    int[] free = set.free(d);
    int[] counts = set.counts(count);
    double[][] unit = new double[counts.length][];
    int n = 0;
    for (int c = 0; c < counts.length; c++) {
      unit[c] = UnitCube.draw(sampler, counts[c], free.length, random);
      n += sampler.points(counts[c], free.length);
    }
    double[] points = new double[Math.multiplyExact(n, d)];
    int p = 0;
    for (int c = 0; c < counts.length; c++) {
      int end = p + sampler.points(counts[c], free.length);
      for (int q = 0; p < end; p++, q++) {
        fix(domain, set.kind(), c, points, p * d);
        for (int k = 0; k < free.length; k++) {
          points[p * d + free[k]] = domain.interval(free[k]).at(unit[c][q * free.length + k]);
        }
      }
    }
    return problem.subdomains().sorted(points);
  }

  /**
   * Writes the coordinates that a kind of set fixes into a point.
   *
   * @param cut the cut, on interfaces
   */
  private static void fix(Domain domain, PointSet.Kind kind, int cut, double[] points, int offset) {
    switch (kind) {
      case PointSet.Interior _ -> {}
      case PointSet.Face face -> {
        for (Map.Entry<Integer, Double> fixed : face.fixed().entrySet()) {
          points[offset + fixed.getKey()] = fixed.getValue();
        }
      }
      case PointSet.Periodic(int coordinate) ->
          points[offset + coordinate] = domain.interval(coordinate).lower();
      case PointSet.Interface(int coordinate, List<Double> cuts) ->
          points[offset + coordinate] = cuts.get(cut);
    }
  }
}
