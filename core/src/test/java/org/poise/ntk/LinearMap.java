package org.poise.ntk;

import org.jspecify.annotations.Nullable;
import org.poise.linalg.Dense;
import org.poise.residual.Blocks;
import org.poise.residual.PanelVisitor;
import org.poise.residual.ResidualMap;

/** r(θ) = A θ − b, whose kernel A Aᵀ is the same everywhere, written out plainly. */
final class LinearMap implements ResidualMap {
  private final Blocks blocks;
  private final double[][] a;
  private final double[] b;

  LinearMap(Blocks blocks, double[][] a, double[] b) {
    this.blocks = blocks;
    this.a = a;
    this.b = b;
  }

  @Override
  public int parameters() {
    return a[0].length;
  }

  @Override
  public Blocks blocks() {
    return blocks;
  }

  @Override
  public void residuals(double[] theta, double[] r) {
    for (int j = 0; j < r.length; j++) {
      r[j] = Dense.dot(theta.length, a[j], 0, theta, 0) - b[j];
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
    for (int i = 0; i < g.length; i++) {
      g[i] = 0;
      for (int j = 0; j < r.length; j++) {
        g[i] += a[j][i] * (w[j] * r[j] + (c == null ? 0 : c[j]));
      }
    }
    for (int j = 0; rowNorms != null && j < r.length; j++) {
      rowNorms[j] = Dense.dot(a[j].length, a[j], 0, a[j], 0);
    }
  }

  @Override
  public void jvp(double[] theta, int s, double[] v, double[] out) {
    for (int k = 0; k < s; k++) {
      for (int j = 0; j < a.length; j++) {
        out[k * a.length + j] = Dense.dot(parameters(), a[j], 0, v, k * parameters());
      }
    }
  }

  @Override
  public void vjp(double[] theta, int s, double[] w, double[] out) {
    for (int k = 0; k < s; k++) {
      for (int i = 0; i < parameters(); i++) {
        out[k * parameters() + i] = 0;
        for (int j = 0; j < a.length; j++) {
          out[k * parameters() + i] += a[j][i] * w[k * a.length + j];
        }
      }
    }
  }

  @Override
  public void jacobian(double[] theta, PanelVisitor visitor) {
    for (int j = 0; j < a.length; j++) {
      visitor.panel(j, 1, parameters(), a[j]);
    }
  }

  @Override
  public void kernel(double[] theta, PanelVisitor visitor) {
    for (int j = 0; j < a.length; j++) {
      double[] row = new double[j + 1];
      for (int k = 0; k <= j; k++) {
        row[k] = Dense.dot(parameters(), a[j], 0, a[k], 0);
      }
      visitor.panel(j, 1, j + 1, row);
    }
  }
}
