package org.poise.training;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Streams;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.residual.PanelVisitor;
import org.poise.residual.ResidualMap;

/** r_j(θ) = Σ_k A_jk (θ_k + θ_k²/10) − b_j with random A and a known zero, written out plainly. */
final class QuadraticMap implements ResidualMap {
  static final int PARAMETERS = 6;
  private static final Blocks BLOCKS =
      new Blocks(
          List.of(
              new Block("pde", "pde", "inside", 0, 7),
              new Block("left", "boundary", "left", 7, 3),
              new Block("right", "boundary", "right", 10, 3)),
          13);

  private final double[][] a = new double[BLOCKS.rows()][PARAMETERS];
  private final double[] b = new double[BLOCKS.rows()];

  QuadraticMap(long round, double scale) {
    RandomGenerator random = Streams.of(3, Streams.Purpose.POINTS, round);
    for (int j = 0; j < a.length; j++) {
      for (int k = 0; k < PARAMETERS; k++) {
        a[j][k] = scale * Streams.gaussian(random) * (j < 7 ? 5 : 1);
        double root = 0.1 * k - 0.2;
        b[j] += a[j][k] * (root + root * root / 10);
      }
    }
  }

  @Override
  public int parameters() {
    return PARAMETERS;
  }

  @Override
  public Blocks blocks() {
    return BLOCKS;
  }

  @Override
  public void residuals(double[] theta, double[] r) {
    for (int j = 0; j < r.length; j++) {
      double sum = -b[j];
      for (int k = 0; k < PARAMETERS; k++) {
        sum += a[j][k] * (theta[k] + theta[k] * theta[k] / 10);
      }
      r[j] = sum;
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
    for (int k = 0; k < PARAMETERS; k++) {
      g[k] = 0;
      for (int j = 0; j < r.length; j++) {
        g[k] += derivative(theta, j, k) * (w[j] * r[j] + (c == null ? 0 : c[j]));
      }
    }
    for (int j = 0; rowNorms != null && j < r.length; j++) {
      rowNorms[j] = 0;
      for (int k = 0; k < PARAMETERS; k++) {
        rowNorms[j] += derivative(theta, j, k) * derivative(theta, j, k);
      }
    }
  }

  private double derivative(double[] theta, int j, int k) {
    return a[j][k] * (1 + theta[k] / 5);
  }

  @Override
  public void jvp(double[] theta, int s, double[] v, double[] out) {
    for (int j = 0; j < s * BLOCKS.rows(); j++) {
      int vector = j / BLOCKS.rows();
      out[j] = 0;
      for (int k = 0; k < PARAMETERS; k++) {
        out[j] += derivative(theta, j % BLOCKS.rows(), k) * v[vector * PARAMETERS + k];
      }
    }
  }

  @Override
  public void vjp(double[] theta, int s, double[] w, double[] out) {
    for (int k = 0; k < s * PARAMETERS; k++) {
      int vector = k / PARAMETERS;
      out[k] = 0;
      for (int j = 0; j < BLOCKS.rows(); j++) {
        out[k] += derivative(theta, j, k % PARAMETERS) * w[vector * BLOCKS.rows() + j];
      }
    }
  }

  @Override
  public void jacobian(double[] theta, PanelVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void kernel(double[] theta, PanelVisitor visitor) {
    int n = BLOCKS.rows();
    double[] panel = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      for (int k = 0; k < PARAMETERS; k++) {
        panel[i] += derivative(theta, i / n, k) * derivative(theta, i % n, k);
      }
    }
    visitor.panel(0, n, n, panel);
  }
}
