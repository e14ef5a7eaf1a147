package org.poise.weighting;

import java.util.Map;
import java.util.Objects;
import org.poise.problem.Interval;
import org.poise.residual.Block;

/**
 * Causal weights: the time axis is cut into chunks, and the residuals of chunk k count by w_k =
 * exp(−ε Σ_{j&lt;k} L_j), with L_j the mean square of those of chunk j: what comes later waits
 * until what comes before is solved. Wang, Sankaran and Perdikaris, arXiv:2203.07404, equation
 * (3.11); the weights multiply the squares, and with NTK weights the diagonal of the kernel too
 * (arXiv:2308.08468). They belong to the step's own residuals, so a step takes one residual sweep
 * more. Each equation on inner points has its own.
 *
 * @param with the scheme for the groups
 * @param time name of the time coordinate
 * @param chunks at least 2
 * @param tolerance ε above 0
 */
public record CausalWeighting(GroupWeighting with, String time, int chunks, double tolerance)
    implements PointWeighting {

  /** Checks the ranges. */
  public CausalWeighting {
    if (chunks < 2 || chunks > 100_000) {
      throw new IllegalArgumentException("chunks must be from 2 to 100000, not " + chunks);
    }
    Checks.positive("tolerance", tolerance);
  }

  @Override
  public String label() {
    return "causal";
  }

  @Override
  public Weigher startPoints(WeighingStart start) {
    int coordinate = start.coordinates().indexOf(time);
    if (coordinate < 0) {
      throw new IllegalArgumentException(
          "time '" + time + "' is no coordinate; there are " + start.coordinates());
    }
    return new AtWork(this, start, coordinate);
  }

  private static final class AtWork implements Weigher {
    private final CausalWeighting scheme;
    private final WeighingStart start;
    private final int coordinate;

    AtWork(CausalWeighting scheme, WeighingStart start, int coordinate) {
      this.scheme = scheme;
      this.start = start;
      this.coordinate = coordinate;
    }

    @Override
    public int every() {
      return 1;
    }

    @Override
    public boolean comesFirst() {
      return true;
    }

    @Override
    public void update(WeighingPoint at, Weights weights) {
      double[] factors = weights.ownFactors();
      for (Block block : at.blocks()) {
        if (start.interior().contains(block.name())) {
          weigh(at, block, factors);
        }
      }
    }

    private void weigh(WeighingPoint at, Block block, double[] factors) {
      double[] points = Objects.requireNonNull(at.points()).of(block.pointSet());
      int dimension = start.coordinates().size();
      double[] sums = new double[scheme.chunks()];
      int[] counts = new int[scheme.chunks()];
      for (int j = 0; j < block.count(); j++) {
        int chunk = chunk(points[j * dimension + coordinate]);
        double r = at.residuals()[block.start() + j];
        sums[chunk] += r * r;
        counts[chunk]++;
      }
      double before = 0;
      for (int k = 0; k < sums.length; k++) {
        double mean = counts[k] == 0 ? 0 : sums[k] / counts[k];
        sums[k] = StrictMath.exp(-scheme.tolerance() * before);
        before += mean;
      }
      for (int j = 0; j < block.count(); j++) {
        factors[block.start() + j] = sums[chunk(points[j * dimension + coordinate])];
      }
    }

    private int chunk(double t) {
      Interval interval = start.intervals().get(coordinate);
      double share = (t - interval.lower()) / (interval.upper() - interval.lower());
      return Math.clamp((long) Math.floor(share * scheme.chunks()), 0, scheme.chunks() - 1);
    }

    @Override
    public Map<String, double[]> save() {
      return Map.of();
    }

    @Override
    public void restore(Map<String, double[]> state) {
      // The weights follow from the residuals alone.
    }
  }
}
