package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;
import org.poise.jet.Functional;
import org.poise.jet.JetLayout;
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
    x = arena.take((long) sites * shape.points() * dimension);
    units = arena.take((long) slopes.size() * shape.points() * dimension);
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
  public void load(Tile tile, int site, int coordinates, int stride) {
    int d = dimension;
    double[] w = tile.w;
    for (int i = 0; i < d; i++) {
      double mean = normalization.mean()[i];
      double deviation = normalization.deviation()[i];
      int to = x + site * tile.n * d + i;
      for (int p = 0; p < tile.n; p++) {
        w[to + p * d] = (w[coordinates + i * stride + p] - mean) / deviation;
      }
      for (int k = 0; k < slopes.size(); k++) {
        double slope = slopes.get(k).weights[i] / deviation;
        int derivative = derivatives(k, tile.n) + i;
        for (int p = 0; p < tile.n; p++) {
          w[derivative + p * d] = slope;
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

  /** Where the values of a site lie [n × dimension]. */
  int values(int site, int n) {
    return x + site * n * dimension;
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

  /** Where a slope lies [n × dimension], the same at every site. */
  int derivatives(int slope, int n) {
    return units + slope * n * dimension;
  }

  double deviation(int coordinate) {
    return normalization.deviation()[coordinate];
  }
}
