package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poise.jet.Functional;
import org.poise.jet.JetLayout;
import org.poise.linalg.internal.Ops;
import org.poise.network.Normalization;

/**
 * Normalised coordinates that enter linear layers without an embedding. The jet of an input is (x −
 * mean)/deviation and the constant rows e_i/deviation_i of the first derivatives, so only the value
 * and the components with first derivatives are kept.
 */
final class AffineInput implements Input {
  /** A component that has first derivatives: a weight for each, the same at all points. */
  private record Slope(int component, double[] weights) {}

  private final Normalization normalization;
  private final int dimension;
  private final int stride;
  private final List<Slope> slopes = new ArrayList<>();
  private final int sites;
  private final int x;
  private final int units;

  AffineInput(SweepShape shape, Normalization normalization, JetLayout layout, Arena arena) {
    this.normalization = normalization;
    dimension = layout.dimension();
    for (int c = 1; c < layout.size(); c++) {
      if (layout.component(c).touchesFirstOrder()) {
        slopes.add(new Slope(c, weights(layout.component(c), dimension)));
      }
    }
    sites = shape.sites();
    stride = Ops.wholeLanes(dimension);
    x = arena.take((long) sites * shape.points() * stride);
    units = arena.take((long) slopes.size() * shape.points() * stride);
  }

  private static double[] weights(Functional component, int dimension) {
    double[] weights = new double[dimension];
    for (Functional.Term term : component.terms()) {
      if (term.alpha().order() == 1) {
        weights[term.alpha().letters().getFirst()] = term.weight();
      }
    }
    return weights;
  }

  @Override
  public void load(Tile tile, int site, int coordinates, int distance) {
    double[] w = tile.w;
    int values = values(site, tile.n);
    Arrays.fill(w, values, values + tile.n * stride, 0);
    Arrays.fill(w, units, units + slopes.size() * tile.n * stride, 0);
    for (int i = 0; i < dimension; i++) {
      double mean = normalization.mean()[i];
      double deviation = normalization.deviation()[i];
      for (int p = 0; p < tile.n; p++) {
        w[values + p * stride + i] = (w[coordinates + i * distance + p] - mean) / deviation;
      }
      for (int k = 0; k < slopes.size(); k++) {
        double slope = slopes.get(k).weights[i] / deviation;
        int derivative = derivatives(k, tile.n) + i;
        for (int p = 0; p < tile.n; p++) {
          w[derivative + p * stride] = slope;
        }
      }
    }
  }

  @Override
  public int activeChannels() {
    return sites * (1 + slopes.size());
  }

  @Override
  public long productOperations() {
    return 0;
  }

  /** Distance of two points, with room for whole vectors, of which the rest is zero. */
  int stride() {
    return stride;
  }

  /** Where the values of a site lie [n × dimension], rows {@link #stride} apart. */
  int values(int site, int n) {
    return x + site * n * stride;
  }

  /** Components beside the value that differ from zero. */
  int slopes() {
    return slopes.size();
  }

  /** The component of a slope. */
  int component(int slope) {
    return slopes.get(slope).component;
  }

  /** The weight of the first derivative along a coordinate in a slope. */
  double weight(int slope, int coordinate) {
    return slopes.get(slope).weights[coordinate];
  }

  /** Where a slope lies, likewise, the same at every site. */
  int derivatives(int slope, int n) {
    return units + slope * n * stride;
  }

  double deviation(int coordinate) {
    return normalization.deviation()[coordinate];
  }
}
