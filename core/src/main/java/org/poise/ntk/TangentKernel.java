package org.poise.ntk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.poise.linalg.Dense;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.residual.ResidualMap;

/** The whole tangent kernel K = J Jᵀ [N × N] at some θ, symmetric to the bit. */
public final class TangentKernel {
  /** Rows beyond which K does not fit one array. */
  public static final int MOST_ROWS = 46_340;

  private final Blocks blocks;
  private final double[] k;

  TangentKernel(Blocks blocks, double[] k) {
    this.blocks = blocks;
    this.k = k;
  }

  /**
   * Forms K.
   *
   * @param theta [p]
   * @throws KernelTooLargeException if K alone would not fit the memory
   */
  public static TangentKernel of(ResidualMap map, double[] theta) {
    int n = map.blocks().rows();
    requireRoom(n, bytes(n));
    double[] k = new double[n * n];
    map.kernel(
        theta,
        (first, rows, columns, panel) -> {
          for (int j = 0; j < rows; j++) {
            System.arraycopy(panel, j * columns, k, (first + j) * n, columns);
          }
        });
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        k[j * n + i] = k[i * n + j];
      }
    }
    return new TangentKernel(map.blocks(), k);
  }

  /** What K itself takes: 8 N². */
  public static double bytes(long rows) {
    return (double) Double.BYTES * rows * rows;
  }

  /**
   * Refuses what would not fit this Java's memory.
   *
   * @param rows N
   * @param bytes what all of it would take
   */
  public static void requireRoom(long rows, double bytes) {
    long available = Runtime.getRuntime().maxMemory();
    if (rows <= MOST_ROWS && bytes <= available) {
      return;
    }
    String what = String.format(Locale.ROOT, "the kernel of %,d residuals ", rows);
    throw new KernelTooLargeException(
        rows > MOST_ROWS
            ? what
                + String.format(Locale.ROOT, "has more than %,d rows", MOST_ROWS)
                + "; use fewer points"
            : what
                + String.format(
                    Locale.ROOT,
                    "would take %.1f GB of memory, and this Java may use %.1f GB",
                    bytes / 1e9,
                    available / 1e9)
                + "; use fewer points, or give Java more with -Xmx");
  }

  /** The rows, by loss term. */
  public Blocks blocks() {
    return blocks;
  }

  /** Number of rows N. */
  public int rows() {
    return blocks.rows();
  }

  /** K row by row [N × N]. It belongs to this kernel; read it only. */
  public double[] values() {
    return k;
  }

  /** Tr K_ii of every diagonal block. */
  public double[] traces() {
    List<Block> list = blocks.blocks();
    double[] traces = new double[list.size()];
    for (int i = 0; i < traces.length; i++) {
      for (int j = list.get(i).start(); j < list.get(i).end(); j++) {
        traces[i] += k[j * rows() + j];
      }
    }
    return traces;
  }

  /** ‖K‖_F. */
  public double norm() {
    double sum = 0;
    for (int j = 0; j < rows(); j++) {
      sum += Dense.dot(rows(), k, j * rows(), k, j * rows());
    }
    return Math.sqrt(sum);
  }

  /** The drift ‖K − K_0‖_F / ‖K_0‖_F since another kernel of the same rows. */
  public double drift(TangentKernel start) {
    requireRows(start.k.length, k.length);
    double sum = 0;
    for (int j = 0; j < rows(); j++) {
      double row = 0;
      for (int i = j * rows(); i < (j + 1) * rows(); i++) {
        double difference = k[i] - start.k[i];
        row = Math.fma(difference, difference, row);
      }
      sum += row;
    }
    return Math.sqrt(sum) / start.norm();
  }

  /**
   * The alignment ⟨K, r rᵀ⟩_F / (‖K‖_F ‖r‖²) of K with the residuals, between 0 and 1: 1 where r is
   * the only direction that K has. Cristianini et al., "On kernel-target alignment", 2001,
   * definition 1.
   *
   * @param r [N], not zero
   */
  public double alignment(double[] r) {
    requireRows(r.length, rows());
    double form = 0;
    for (int j = 0; j < rows(); j++) {
      form = Math.fma(r[j], Dense.dot(rows(), k, j * rows(), r, 0), form);
    }
    return form / (norm() * Dense.dot(r.length, r, 0, r, 0));
  }

  private static void requireRows(int actual, int needed) {
    if (actual != needed) {
      throw new IllegalArgumentException("needs " + needed + " entries, not " + actual);
    }
  }

  /**
   * The diagonal of Λ = diag(2 λ_i / N_i), with which L = ½ ‖Λ^½ r‖² is the weighted loss.
   *
   * @param weights λ_i of every block
   * @return [N]
   */
  public static double[] lambda(Blocks blocks, double[] weights) {
    double[] lambda = new double[blocks.rows()];
    for (int i = 0; i < weights.length; i++) {
      Block block = blocks.blocks().get(i);
      Arrays.fill(lambda, block.start(), block.end(), 2 * weights[i] / block.count());
    }
    return lambda;
  }
}
