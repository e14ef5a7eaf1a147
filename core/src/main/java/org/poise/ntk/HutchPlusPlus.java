package org.poise.ntk;

import java.util.random.RandomGenerator;
import org.poise.linalg.Dense;
import org.poise.linalg.Orthonormal;
import org.poise.residual.ResidualMap;

/**
 * Hutch++ (Meyer, Musco, Musco and Woodruff, arXiv:2010.09649) on the whole kernel: with Rademacher
 * S and T, Q an orthonormal basis of the range of KS, T̂r K = tr(QᵀKQ) + (1/s) tr((PT)ᵀK(PT)), P =
 * I − QQᵀ. It gives the trace of the whole kernel only, so no weights follow from it.
 */
public final class HutchPlusPlus {
  private static final double PRODUCT_SWEEPS = 5;

  private HutchPlusPlus() {}

  /**
   * Tr K with its standard error.
   *
   * @param trace T̂r K
   * @param standardError from the spread of the s probes of the rest
   * @param products products with K
   * @param sweeps cost in forward sweeps
   * @param seconds cost on the clock
   */
  public record Estimate(
      double trace, double standardError, int products, double sweeps, double seconds) {}

  /**
   * Estimates Tr K with {@code products} products with K, a third of them for the range, its trace
   * and the rest.
   *
   * @param products at least 6
   * @param seed of S and T
   */
  public static Estimate estimate(ResidualMap map, double[] theta, int products, long seed) {
    if (products < 6) {
      throw new IllegalArgumentException(
          "Hutch++ needs at least 6 products with the kernel, not " + products);
    }
    long start = System.nanoTime();
    int n = map.blocks().rows();
    int q = Math.min(products / 3, n);
    int s = products / 3;
    RandomGenerator random = ProbeEstimation.stream(seed, 0, 0);
    double[] work = new double[map.parameters()];
    double[] basis = new double[q * n];
    double[] v = new double[n];
    double[] y = new double[n];
    for (int k = 0; k < q; k++) {
      ProbeDistribution.RADEMACHER.draw(random, n, v, 0);
      times(map, theta, v, work, y);
      System.arraycopy(y, 0, basis, k * n, n);
    }
    int rank = Orthonormal.rows(q, n, basis);
    double trace = 0;
    for (int k = 0; k < rank; k++) {
      System.arraycopy(basis, k * n, v, 0, n);
      trace += quadratic(map, theta, v, work);
    }
    ProbeSums sums = new ProbeSums();
    sums.start(1);
    for (int k = 0; k < s; k++) {
      ProbeDistribution.RADEMACHER.draw(random, n, v, 0);
      Orthonormal.project(rank, n, basis, v, 0);
      sums.add(new double[] {quadratic(map, theta, v, work)});
    }
    int used = q + rank + s;
    return new Estimate(
        trace + sums.means()[0],
        sums.spread()[0],
        used,
        PRODUCT_SWEEPS * q + 3.0 * (rank + s),
        (System.nanoTime() - start) / 1e9);
  }

  private static void times(
      ResidualMap map, double[] theta, double[] v, double[] work, double[] y) {
    map.vjp(theta, 1, v, work);
    map.jvp(theta, 1, work, y);
  }

  /** vᵀKv = ‖Jᵀv‖². */
  private static double quadratic(ResidualMap map, double[] theta, double[] v, double[] work) {
    map.vjp(theta, 1, v, work);
    return Dense.dot(work.length, work, 0, work, 0);
  }
}
