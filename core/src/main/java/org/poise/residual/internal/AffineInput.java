package org.poise.residual.internal;

import java.util.Arrays;
import org.poise.jet.JetLayout;
import org.poise.jet.MultiIndex;
import org.poise.network.Normalization;

/**
 * Normalised coordinates that enter linear layers without an embedding. The jet of an input is (x −
 * mean)/deviation and the constant rows e_i/deviation_i of the first derivatives, so only these are
 * kept.
 */
final class AffineInput implements Input {
  private final Normalization normalization;
  private final int dimension;
  private final int[] coordinateOf;
  private final int activePerSite;
  private final int sites;
  private final int x;
  private final int units;

  AffineInput(SweepShape shape, Normalization normalization, JetLayout layout, Arena arena) {
    this.normalization = normalization;
    dimension = layout.dimension();
    coordinateOf = new int[layout.size()];
    int active = 1;
    for (int c = 0; c < layout.size(); c++) {
      MultiIndex alpha = layout.component(c);
      coordinateOf[c] = alpha.order() == 1 ? alpha.letters().getFirst() : -1;
      active += alpha.order() == 1 ? 1 : 0;
    }
    activePerSite = active;
    sites = shape.sites();
    x = arena.take((long) sites * shape.points() * dimension);
    units = arena.take((long) dimension * shape.points() * dimension);
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
      int unit = units + i * tile.n * d;
      Arrays.fill(w, unit, unit + tile.n * d, 0);
      for (int p = 0; p < tile.n; p++) {
        w[unit + p * d + i] = 1 / deviation;
      }
    }
  }

  @Override
  public int activeChannels() {
    return sites * activePerSite;
  }

  @Override
  public long productOperations() {
    return 0;
  }

  /** Where the values of a site lie [n × dimension]. */
  int values(int site, int n) {
    return x + site * n * dimension;
  }

  /** Where the first derivatives along a coordinate lie [n × dimension], the same at every site. */
  int derivatives(int coordinate, int n) {
    return units + coordinate * n * dimension;
  }

  /** The coordinate of a component that is a first derivative, or −1. */
  int coordinateOf(int component) {
    return coordinateOf[component];
  }

  double deviation(int coordinate) {
    return normalization.deviation()[coordinate];
  }
}
