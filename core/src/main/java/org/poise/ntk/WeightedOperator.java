package org.poise.ntk;

import org.poise.linalg.Lanczos;
import org.poise.residual.ResidualMap;

/** Λ^½ K Λ^½ as an operator, from products with Jᵀ and J; K itself is not formed. */
public final class WeightedOperator implements Lanczos.Operator {
  /** Relative error of the largest eigenvalue, and products at most, that are enough for a rate. */
  private static final double TOLERANCE = 1e-6;

  private static final int PRODUCTS = 100;

  private final ResidualMap map;
  private final double[] theta;
  private final double[] root;
  private final double[] scaled;
  private final double[] g;

  /**
   * Takes a map at a θ, which must not change while this is used.
   *
   * @param lambda diagonal of Λ [N], not negative
   */
  public WeightedOperator(ResidualMap map, double[] theta, double[] lambda) {
    this.map = map;
    this.theta = theta;
    root = Spectrum.squareRoots(lambda);
    scaled = new double[root.length];
    g = new double[map.parameters()];
  }

  @Override
  public void apply(double[] x, double[] y) {
    for (int j = 0; j < root.length; j++) {
      scaled[j] = root[j] * x[j];
    }
    map.vjp(theta, 1, scaled, g);
    map.jvp(theta, 1, g, y);
    for (int j = 0; j < root.length; j++) {
      y[j] *= root[j];
    }
  }

  /** The largest eigenvalue λ_max: gradient descent is stable for rates below 2/λ_max. */
  public Lanczos largest() {
    return Lanczos.largest(root.length, this, TOLERANCE, PRODUCTS);
  }
}
