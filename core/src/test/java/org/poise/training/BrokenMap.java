package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.residual.Blocks;
import org.poise.residual.PanelVisitor;
import org.poise.residual.ResidualMap;

/** A map with one residual that is not a number. */
record BrokenMap(ResidualMap map, int row) implements ResidualMap {
  @Override
  public int parameters() {
    return map.parameters();
  }

  @Override
  public Blocks blocks() {
    return map.blocks();
  }

  @Override
  public void residuals(double[] theta, double[] r) {
    map.residuals(theta, r);
    r[row] = Double.NaN;
  }

  @Override
  public void gradient(
      double[] theta,
      double[] w,
      double @Nullable [] c,
      double[] g,
      double[] r,
      double @Nullable [] rowNorms) {
    map.gradient(theta, w, c, g, r, rowNorms);
    r[row] = Double.NaN;
    if (w[row] != 0) {
      g[0] = Double.NaN;
    }
  }

  @Override
  public void jvp(double[] theta, int s, double[] v, double[] out) {
    map.jvp(theta, s, v, out);
  }

  @Override
  public void vjp(double[] theta, int s, double[] w, double[] out) {
    map.vjp(theta, s, w, out);
  }

  @Override
  public void jacobian(double[] theta, PanelVisitor visitor) {
    map.jacobian(theta, visitor);
  }

  @Override
  public void kernel(double[] theta, PanelVisitor visitor) {
    map.kernel(theta, visitor);
  }
}
