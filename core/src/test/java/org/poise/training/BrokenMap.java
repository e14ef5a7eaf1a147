package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.residual.ResidualMap;
import org.poise.testing.ForwardingMap;

/** A map with one residual that is not a number. */
final class BrokenMap extends ForwardingMap {
  private final int row;

  BrokenMap(ResidualMap map, int row) {
    super(map);
    this.row = row;
  }

  @Override
  public void residuals(double[] theta, double[] r) {
    super.residuals(theta, r);
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
    super.gradient(theta, w, c, g, r, rowNorms);
    r[row] = Double.NaN;
    if (w[row] != 0) {
      g[0] = Double.NaN;
    }
  }
}
