package org.poise.residual.internal;

import org.poise.residual.FieldEvaluator;

/** Expressions at points, tile by tile in parallel. */
public final class TiledEvaluator implements FieldEvaluator {
  private final Engine engine;
  private final SetPlan plan;
  private final double[] kept;

  /**
   * Evaluates the formulas of a plan.
   *
   * @param kept what each block counts that may be dropped
   */
  public TiledEvaluator(Engine engine, SetPlan plan, double[] kept) {
    this.engine = engine;
    this.kept = kept;
    this.plan = plan;
    engine.prepare(plan);
  }

  @Override
  public void evaluate(double[] theta, int n, double[] points, double[] out) {
    engine.begin(theta, kept);
    int size = plan.points();
    int columns = plan.equations();
    engine
        .workers()
        .run(
            (n + size - 1) / size,
            (worker, i) -> {
              Tile tile = engine.tile(worker);
              int first = i * size;
              plan.forward(tile, points, first, Math.min(size, n - first));
              plan.values(tile);
              for (int e = 0; e < columns; e++) {
                for (int p = 0; p < tile.n; p++) {
                  out[(first + p) * columns + e] = tile.w[plan.value(e) + p];
                }
              }
            });
  }
}
