package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Objects;

/**
 * What the residuals' gradients v_j with respect to a small array of parameters, times the row
 * scales where adjoints carry these, give: row norms ‖v_j‖² and the sum of the gradients. A stage
 * writes them into a region, summed over channels.
 */
final class VectorSink {
  private final VectorPlan plan;
  private final int region;

  /**
   * Plans the sink.
   *
   * @param region of the vectors [points × leading dimension]
   */
  VectorSink(VectorPlan plan, int region) {
    this.plan = plan;
    this.region = region;
  }

  /** The region of the vectors. */
  int region() {
    return region;
  }

  /**
   * Does with the vectors what the tile's sink says.
   *
   * @param ld distance between the vectors of two points
   */
  void accept(Tile tile, int ld) {
    double[] w = tile.w;
    int n = tile.n;
    int width = plan.width();
    int to = tile.gradientOff + plan.offset();
    if (tile.norms != Tile.NO_NORMS) {
      OPS.squaredNorms(n, width, w, region, ld, w, tile.norms);
    }
    switch (tile.sink) {
      case GRADIENT, COLLECT_FIRST, COLLECT, COLLECT_LAST ->
          OPS.sumRows(n, width, 1, w, region, ld, tile.gradient, to);
      case ROWS -> {
        for (int p = 0; p < n; p++) {
          OPS.add(width, w, region + p * ld, tile.gradient, to + p * tile.parameters);
        }
      }
      case FACTORS -> Objects.requireNonNull(tile.factors).take(plan, tile, region, ld);
    }
  }
}
