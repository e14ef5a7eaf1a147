package org.poise.ntk;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.poise.residual.Blocks;
import org.poise.residual.ResidualMap;

/**
 * Where traces are wanted, and what is known there. The arrays belong to the caller; read them
 * only.
 *
 * @param step steps taken so far; probes of different steps are independent
 * @param map the residuals on the points in force
 * @param theta θ [p]
 * @param residuals r(θ) [N]
 * @param rowNorms diagonal of K [N], if the sweep that gave the residuals gave it too
 * @param rowWeights factors m_j ≥ 0 of the rows [N], so that Σ_j m_j K_jj is wanted in place of
 *     each trace; null for ones
 * @param round round of the points in force
 * @param maps the residuals on the points of any round
 */
public record TracePoint(
    long step,
    ResidualMap map,
    double[] theta,
    double[] residuals,
    double @Nullable [] rowNorms,
    double @Nullable [] rowWeights,
    long round,
    LongFunction<ResidualMap> maps) {

  /** A point outside training: step 0, one map. Evaluates the residuals. */
  public static TracePoint of(ResidualMap map, double[] theta) {
    double[] residuals = new double[map.blocks().rows()];
    map.residuals(theta, residuals);
    return new TracePoint(0, map, theta, residuals, null, null, 0, round -> map);
  }

  Blocks blocks() {
    return map.blocks();
  }

  int parameters() {
    return map.parameters();
  }
}
