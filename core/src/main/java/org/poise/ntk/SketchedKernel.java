package org.poise.ntk;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Dense;
import org.poise.linalg.Orthonormal;
import org.poise.linalg.SymmetricEigen;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.residual.ResidualMap;

/**
 * An estimate K̂ of the whole tangent kernel K = J Jᵀ [N × N] from s random vectors, kept as its
 * factors: the memory is that of s or 2s vectors of length N, never N².
 *
 * <pre>
 * parameter side   K̂ = (1/s) Σ_k y_k y_kᵀ                  y_k = J ω_k, ω_k random in R^p
 * residual side    K̂ = (1/s) Σ_k (y_k v_kᵀ + v_k y_kᵀ)/2   y_k = K v_k, v_k random in R^N
 * </pre>
 *
 * The first is positive semidefinite of rank at most s; the second is symmetric of rank at most 2s,
 * and has negative eigenvalues. Both are unbiased, with {@link Derivative#JVP} exactly and with
 * differences up to O(h²). Their mean square errors for Gaussian probes follow from Isserlis'
 * theorem:
 *
 * <pre>
 * parameter side   E ‖K̂ − K‖_F² = ((Tr K)² + ‖K‖_F²) / s
 * residual side    E ‖K̂ − K‖_F² = ((Tr K)² + (N + 2) ‖K‖_F²) / 2s
 * </pre>
 *
 * Our reconstruction of the estimate of Hirsch and Pichi, arXiv:2511.15530, from its abstract.
 */
public final class SketchedKernel {
  private final Blocks blocks;
  private final int probes;
  private final double[] y;

  /** v_k one after the other [s × N]; on the parameter side v_k = y_k, and the same array. */
  private final double[] v;

  private final @Nullable String warning;

  private SketchedKernel(
      Blocks blocks, int probes, double[] y, double[] v, @Nullable String warning) {
    this.blocks = blocks;
    this.probes = probes;
    this.y = y;
    this.v = v;
    this.warning = warning;
  }

  /**
   * Sketches: on the parameter side s residual sweeps for forward differences, 2s otherwise; on the
   * residual side a product with Jᵀ a probe besides. The probes are those of the sketch's traces
   * outside a training, with the same seed.
   *
   * @param sketch its probes are a fixed number s
   * @param theta θ [p]
   * @param seed of the probes
   * @throws KernelTooLargeException if the factors would not fit the memory
   */
  public static SketchedKernel of(KernelSketch sketch, ResidualMap map, double[] theta, long seed) {
    SketchFactors factors = SketchFactors.of(sketch, map, theta, seed);
    return new SketchedKernel(
        map.blocks(), sketch.probes().count(), factors.y(), factors.v(), factors.warning());
  }

  /** The rows, by loss term. */
  public Blocks blocks() {
    return blocks;
  }

  /** Number of rows N. */
  public int rows() {
    return blocks.rows();
  }

  /** Number of probes s. */
  public int probes() {
    return probes;
  }

  /** What is wrong with the step of a difference, as a sentence; null if nothing is. */
  public @Nullable String warning() {
    return warning;
  }

  /** Tr K̂_ii of every diagonal block: (1/s) Σ_k v_k[i]ᵀ y_k[i]. */
  public double[] traces() {
    List<Block> list = blocks.blocks();
    double[] traces = new double[list.size()];
    for (int i = 0; i < traces.length; i++) {
      Block block = list.get(i);
      double sum = 0;
      for (int k = 0; k < probes; k++) {
        int at = k * rows() + block.start();
        sum += Dense.dot(block.count(), v, at, y, at);
      }
      traces[i] = sum / probes;
    }
    return traces;
  }

  /**
   * The block K̂_ij, dense.
   *
   * @param rows name of block i
   * @param columns name of block j
   * @return [N_i × N_j]
   */
  public double[] block(String rows, String columns) {
    Block i = named(rows);
    Block j = named(columns);
    return block(i.start(), i.count(), j.start(), j.count());
  }

  private Block named(String name) {
    for (Block block : blocks.blocks()) {
      if (block.name().equals(name)) {
        return block;
      }
    }
    throw new IllegalArgumentException(
        "there is no block '"
            + name
            + "'; there are "
            + String.join(", ", blocks.blocks().stream().map(Block::name).toList()));
  }

  /**
   * Some rows and columns of K̂, dense. K̂ is symmetric to the bit.
   *
   * @param firstRow their first row
   * @param rowCount how many
   * @param firstColumn their first column
   * @param columnCount how many
   * @return [rowCount × columnCount]
   */
  public double[] block(int firstRow, int rowCount, int firstColumn, int columnCount) {
    double[] block = new double[Math.multiplyExact(rowCount, columnCount)];
    for (int j = 0; j < rowCount; j++) {
      row(firstRow + j, firstColumn, columnCount, block, j * columnCount);
    }
    return block;
  }

  /** Writes entries of row j. Scaled last, and without fma, so that K̂_ij and K̂_ji agree. */
  private void row(int j, int first, int count, double[] out, int outOff) {
    int n = rows();
    Arrays.fill(out, outOff, outOff + count, 0);
    for (int k = 0; k < probes; k++) {
      double yj = y[k * n + j];
      double vj = v[k * n + j];
      int at = k * n + first;
      for (int i = 0; i < count; i++) {
        out[outOff + i] += yj * v[at + i] + vj * y[at + i];
      }
    }
    for (int i = 0; i < count; i++) {
      out[outOff + i] /= 2.0 * probes;
    }
  }

  /**
   * Applies K̂ to vectors, with 4 N s multiplications each.
   *
   * @param count number of vectors
   * @param x [count × N], one vector after the other
   * @param out K̂ x_c [count × N], overwritten; not the same array as x
   */
  public void multiply(int count, double[] x, double[] out) {
    int n = rows();
    Arrays.fill(out, 0, count * n, 0);
    for (int c = 0; c < count; c++) {
      for (int k = 0; k < probes; k++) {
        double alongV = Dense.dot(n, v, k * n, x, c * n) / (2.0 * probes);
        double alongY = Dense.dot(n, y, k * n, x, c * n) / (2.0 * probes);
        Dense.axpy(n, alongV, y, k * n, out, c * n);
        Dense.axpy(n, alongY, v, k * n, out, c * n);
      }
    }
  }

  /**
   * The relative error ‖K̂ − K‖_F / ‖K‖_F, with N² s operations and one row of memory.
   *
   * @param exact K of the same rows
   */
  public double relativeError(TangentKernel exact) {
    int n = rows();
    if (exact.rows() != n) {
      throw new IllegalArgumentException("the kernel has " + exact.rows() + " rows, not " + n);
    }
    double[] k = exact.values();
    double[] row = new double[n];
    double sum = 0;
    for (int j = 0; j < n; j++) {
      row(j, 0, n, row, 0);
      Dense.axpy(n, -1, k, j * n, row, 0);
      sum += Dense.dot(n, row, 0, row, 0);
    }
    return Math.sqrt(sum) / exact.norm();
  }

  /**
   * The eigenvalues of K̂ that are not 0 but for rounding, the largest first: those of QᵀK̂Q, with
   * the columns of Q an orthonormal basis of the span of the factors. At most s on the parameter
   * side and 2s on the residual side, where some are negative; the other N − length are 0. Takes as
   * much memory as the factors again.
   *
   * @return [rank of Q]
   * @throws IllegalArgumentException if K̂ is not finite
   */
  public double[] eigenvalues() {
    int n = rows();
    boolean oneSide = v == y;
    int count = oneSide ? probes : 2 * probes;
    double[] basis = Arrays.copyOf(y, count * n);
    if (!oneSide) {
      System.arraycopy(v, 0, basis, probes * n, probes * n);
    }
    requireFinite(basis);
    int rank = Orthonormal.rows(count, n, basis);
    if (rank == 0) {
      return new double[0];
    }
    double[] ofY = coordinates(rank, basis, y);
    double[] ofV = oneSide ? ofY : coordinates(rank, basis, v);
    int s = probes;
    return SymmetricEigen.values(
        rank,
        (i, row) -> {
          for (int j = 0; j <= i; j++) {
            double both =
                Dense.dot(s, ofY, i * s, ofV, j * s) + Dense.dot(s, ofV, i * s, ofY, j * s);
            row[j] = both / (2.0 * s);
          }
        });
  }

  /** A basis would silently leave out what is not finite. */
  private static void requireFinite(double[] factors) {
    for (double entry : factors) {
      if (!Double.isFinite(entry)) {
        throw new IllegalArgumentException("the sketched kernel holds " + entry);
      }
    }
  }

  /** Components of vectors [s × N] along the basis: [rank × s]. */
  private double[] coordinates(int rank, double[] basis, double[] vectors) {
    int n = rows();
    double[] components = new double[rank * probes];
    for (int i = 0; i < rank; i++) {
      for (int k = 0; k < probes; k++) {
        components[i * probes + k] = Dense.dot(n, basis, i * n, vectors, k * n);
      }
    }
    return components;
  }
}
