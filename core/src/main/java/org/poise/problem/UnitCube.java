package org.poise.problem;

import java.util.random.RandomGenerator;
import org.hipparchus.random.HaltonSequenceGenerator;
import org.hipparchus.random.RandomVectorGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/** Points in the unit cube [0, 1)^d. */
final class UnitCube {
  private UnitCube() {}

  /** Draws [n × d], with n = {@link Sampler#points}. */
  static double[] draw(Sampler sampler, int count, int d, RandomGenerator random) {
    if (d == 0) {
      return new double[0];
    }
    return switch (sampler) {
      case UNIFORM -> uniform(count, d, random);
      case LATIN_HYPERCUBE -> latinHypercube(count, d, random);
      case SOBOL -> shifted(new SobolSequenceGenerator(d), count, d, random);
      case HALTON -> shifted(new HaltonSequenceGenerator(d), count, d, random);
      case GRID -> Grids.centres(Grids.cells(count, d));
    };
  }

  private static double[] uniform(int n, int d, RandomGenerator random) {
    double[] points = new double[Math.multiplyExact(n, d)];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.nextDouble();
    }
    return points;
  }

  /** McKay, Beckman and Conover, doi:10.1080/00401706.1979.10489755. */
  private static double[] latinHypercube(int n, int d, RandomGenerator random) {
    double[] points = new double[Math.multiplyExact(n, d)];
    int[] cells = new int[n];
    for (int k = 0; k < d; k++) {
      for (int p = 0; p < n; p++) {
        int other = (int) (random.nextDouble() * (p + 1));
        cells[p] = cells[other];
        cells[other] = p;
      }
      for (int p = 0; p < n; p++) {
        points[p * d + k] = (cells[p] + random.nextDouble()) / n;
      }
    }
    return points;
  }

  /** A sequence shifted modulo 1 (Cranley and Patterson, doi:10.1137/0713071). */
  private static double[] shifted(
      RandomVectorGenerator sequence, int n, int d, RandomGenerator random) {
    double[] shift = uniform(1, d, random);
    double[] points = new double[Math.multiplyExact(n, d)];
    for (int p = 0; p < n; p++) {
      double[] x = sequence.nextVector();
      for (int k = 0; k < d; k++) {
        double y = x[k] + shift[k];
        points[p * d + k] = y >= 1 ? y - 1 : y;
      }
    }
    return points;
  }
}
