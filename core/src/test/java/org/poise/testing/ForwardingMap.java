package org.poise.testing;

import org.jspecify.annotations.Nullable;
import org.poise.residual.Blocks;
import org.poise.residual.PanelVisitor;
import org.poise.residual.ResidualMap;

/** A map that does what another one does, for tests that change one thing about it. */
public abstract class ForwardingMap implements ResidualMap {
  private final ResidualMap map;

  protected ForwardingMap(ResidualMap map) {
    this.map = map;
  }

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
