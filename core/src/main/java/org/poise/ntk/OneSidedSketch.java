package org.poise.ntk;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.poise.linalg.Orthonormal;
import org.poise.residual.Block;
import org.poise.residual.ResidualMap;

/**
 * The parameter-side sketch with its largest directions taken out and counted exactly: T̂r K_ii =
 * ‖J_i Q‖_F² + (1/s) Σ_k ‖J_i (I − QQᵀ) t_k‖_F², with Q [p × q] an orthonormal basis of the range
 * of (Σ_i J_iᵀJ_i/κ̂_i) S for Rademacher S, and κ̂_i = ‖J_i S‖_F²/q. One Q serves every block.
 * After the one-sided estimator of Hazelden, arXiv:2511.10796, and Hutch++ (arXiv:2010.09649).
 * Unbiased, since S and T are independent; the error is that of the rest after Q.
 *
 * @param range q, directions taken out
 * @param probes s ≥ 2, probes of the rest
 */
public record OneSidedSketch(int range, int probes) implements TraceEstimator {
  private static final int MOST = 1000;
  private static final double VJP_SWEEPS = 3;

  /** Checks the ranges. */
  public OneSidedSketch {
    if (range < 1 || range > MOST) {
      throw new IllegalArgumentException("range must be from 1 to " + MOST + ", not " + range);
    }
    if (probes < 2 || probes > MOST) {
      throw new IllegalArgumentException("probes must be from 2 to " + MOST + ", not " + probes);
    }
  }

  @Override
  public String label() {
    return "one-sided";
  }

  @Override
  public TraceEstimation start(long seed) {
    return new Estimation(this, seed);
  }

  private static final class Estimation implements TraceEstimation {
    private final OneSidedSketch sketch;
    private final long seed;
    private final ProbeSums sums = new ProbeSums();

    Estimation(OneSidedSketch sketch, long seed) {
      this.sketch = sketch;
      this.seed = seed;
    }

    @Override
    public boolean wantsRowNorms() {
      return false;
    }

    @Override
    public String used() {
      return sketch.label();
    }

    @Override
    public TraceEstimate estimate(TracePoint at) {
      long start = System.nanoTime();
      int p = at.parameters();
      int n = at.blocks().blocks().size();
      int rows = at.blocks().rows();
      int q = Math.min(sketch.range(), p);
      double[] basis = new double[q * p];
      RandomGenerator random = ProbeEstimation.stream(seed, at.step(), 0);
      ProbeDistribution.RADEMACHER.draw(random, q * p, basis, 0);
      double[] image = new double[q * rows];
      at.map().jvp(at.theta(), q, basis, image);
      balance(at, q, image);
      at.map().vjp(at.theta(), q, image, basis);
      int rank = Orthonormal.rows(q, p, basis);
      double[] exact = squares(at, rank, basis, image, n);

      double[] rest = new double[sketch.probes() * p];
      ProbeDistribution.RADEMACHER.draw(random, rest.length, rest, 0);
      for (int k = 0; k < sketch.probes(); k++) {
        Orthonormal.project(rank, p, basis, rest, k * p);
      }
      double[] restImage = new double[sketch.probes() * rows];
      at.map().jvp(at.theta(), sketch.probes(), rest, restImage);
      sums.start(n);
      double[] values = new double[n];
      double[] y = new double[rows];
      for (int k = 0; k < sketch.probes(); k++) {
        System.arraycopy(restImage, k * rows, y, 0, rows);
        BlockTraces.products(at.blocks(), y, y, at.rowWeights(), values);
        sums.add(values);
      }
      double[] traces = sums.means();
      for (int i = 0; i < n; i++) {
        traces[i] += exact[i];
      }
      double tangents = q + rank + sketch.probes();
      return new TraceEstimate(
          traces,
          sums.spread(),
          sketch.probes(),
          Derivative.JVP.sweeps() * tangents + VJP_SWEEPS * q,
          (System.nanoTime() - start) / 1e9,
          null);
    }

    /** Divides each block's rows of the images by its trace as the images show it. */
    private static void balance(TracePoint at, int q, double[] image) {
      int rows = at.blocks().rows();
      for (Block block : at.blocks().blocks()) {
        double kappa = 0;
        for (int k = 0; k < q; k++) {
          for (int j = block.start(); j < block.end(); j++) {
            kappa += image[k * rows + j] * image[k * rows + j];
          }
        }
        double scale = kappa > 0 ? q / kappa : 0;
        for (int k = 0; k < q; k++) {
          for (int j = block.start(); j < block.end(); j++) {
            image[k * rows + j] *= scale;
          }
        }
      }
    }

    /** ‖J_i Q‖_F² of each block. */
    private static double[] squares(
        TracePoint at, int rank, double[] basis, double[] image, int blocks) {
      ResidualMap map = at.map();
      int rows = at.blocks().rows();
      double[] exact = new double[blocks];
      if (rank == 0) {
        return exact;
      }
      map.jvp(at.theta(), rank, basis, image);
      double[] values = new double[blocks];
      double[] y = new double[rows];
      for (int k = 0; k < rank; k++) {
        System.arraycopy(image, k * rows, y, 0, rows);
        BlockTraces.products(at.blocks(), y, y, at.rowWeights(), values);
        for (int i = 0; i < blocks; i++) {
          exact[i] += values[i];
        }
      }
      return exact;
    }

    @Override
    public Map<String, double[]> save() {
      return new TreeMap<>();
    }

    @Override
    public void restore(Map<String, double[]> state) {
      // Estimates do not depend on earlier ones.
    }
  }
}
