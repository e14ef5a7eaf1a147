package org.poise.testing;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Streams;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.residual.PanelVisitor;
import org.poise.residual.ResidualMap;

/**
 * r_j(θ) = b_j + Σ_k A_jk (θ_k + β θ_k²/2 + γ θ_k³/6) with random A, written out plainly: all
 * derivatives are known.
 */
public final class PolynomialMap implements ResidualMap {
  private final Blocks blocks;
  private final int parameters;
  private final double beta;
  private final double gamma;
  private final double[] a;
  private final double[] b;

  /** A map with two blocks, of {@code first} and {@code second} rows. */
  public PolynomialMap(
      int parameters, int first, int second, double beta, double gamma, long seed) {
    this.parameters = parameters;
    this.beta = beta;
    this.gamma = gamma;
    int rows = first + second;
    blocks =
        new Blocks(
            List.of(
                new Block("first", "first", "inside", 0, first),
                new Block("second", "second", "ends", first, second)),
            rows);
    RandomGenerator random = Streams.of(seed, Streams.Purpose.POINTS, 0);
    a = new double[rows * parameters];
    b = new double[rows];
    for (int i = 0; i < a.length; i++) {
      a[i] = Streams.gaussian(random) * (i < first * parameters ? 3 : 1);
    }
    for (int j = 0; j < rows; j++) {
      b[j] = Streams.gaussian(random);
    }
  }

  /** ∂r_j/∂θ_k. */
  public double derivative(double[] theta, int j, int k) {
    double x = theta[k];
    return a[j * parameters + k] * (1 + beta * x + gamma * x * x / 2);
  }

  /** The kernel's entry K_ij. */
  public double kernelEntry(double[] theta, int i, int j) {
    double sum = 0;
    for (int k = 0; k < parameters; k++) {
      sum += derivative(theta, i, k) * derivative(theta, j, k);
    }
    return sum;
  }

  /** The trace of a block of the kernel. */
  public double trace(double[] theta, int block) {
    Block rows = blocks.blocks().get(block);
    double sum = 0;
    for (int j = rows.start(); j < rows.end(); j++) {
      sum += kernelEntry(theta, j, j);
    }
    return sum;
  }

  @Override
  public int parameters() {
    return parameters;
  }

  @Override
  public Blocks blocks() {
    return blocks;
  }

  @Override
  public void residuals(double[] theta, double[] r) {
    for (int j = 0; j < r.length; j++) {
      r[j] = b[j];
      for (int k = 0; k < parameters; k++) {
        double x = theta[k];
        r[j] += a[j * parameters + k] * (x + beta * x * x / 2 + gamma * x * x * x / 6);
      }
    }
  }

  @Override
  public void gradient(
      double[] theta,
      double[] w,
      double @Nullable [] c,
      double[] g,
      double[] r,
      double @Nullable [] rowNorms) {
    residuals(theta, r);
    double[] seed = new double[r.length];
    for (int j = 0; j < r.length; j++) {
      seed[j] = w[j] * r[j] + (c == null ? 0 : c[j]);
      if (rowNorms != null) {
        rowNorms[j] = kernelEntry(theta, j, j);
      }
    }
    vjp(theta, 1, seed, g);
  }

  @Override
  public void jvp(double[] theta, int s, double[] v, double[] out) {
    int rows = blocks.rows();
    for (int j = 0; j < s * rows; j++) {
      out[j] = 0;
      for (int k = 0; k < parameters; k++) {
        out[j] += derivative(theta, j % rows, k) * v[j / rows * parameters + k];
      }
    }
  }

  @Override
  public void vjp(double[] theta, int s, double[] w, double[] out) {
    int rows = blocks.rows();
    for (int k = 0; k < s * parameters; k++) {
      out[k] = 0;
      for (int j = 0; j < rows; j++) {
        out[k] += derivative(theta, j, k % parameters) * w[k / parameters * rows + j];
      }
    }
  }

  @Override
  public void jacobian(double[] theta, PanelVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void kernel(double[] theta, PanelVisitor visitor) {
    for (int j = 0; j < blocks.rows(); j++) {
      double[] row = new double[j + 1];
      for (int k = 0; k <= j; k++) {
        row[k] = kernelEntry(theta, j, k);
      }
      visitor.panel(j, 1, j + 1, row);
    }
  }
}
