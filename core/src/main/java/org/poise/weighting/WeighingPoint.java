package org.poise.weighting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.ntk.TracePoint;
import org.poise.problem.Points;
import org.poise.residual.Block;
import org.poise.residual.ResidualMap;

/**
 * What a scheme may look at. The arrays belong to the trainer; read them only.
 *
 * @param traces where it is: step, θ, residuals, and row norms if the scheme asked for them
 * @param points the points in force; null where residuals do not belong to points
 * @param losses unweighted losses (1/N_i) Σ_j r_ij², one for each block
 */
public record WeighingPoint(TracePoint traces, @Nullable Points points, double[] losses) {

  /** Steps taken so far. */
  public long step() {
    return traces.step();
  }

  /** The residuals on the points in force. */
  public ResidualMap map() {
    return traces.map();
  }

  /** θ [p]. */
  public double[] theta() {
    return traces.theta();
  }

  /** r(θ) [N]. */
  public double[] residuals() {
    return traces.residuals();
  }

  /** The blocks of rows. */
  public List<Block> blocks() {
    return map().blocks().blocks();
  }

  /** The same with factors m_j of the rows in the traces. */
  TracePoint tracesWith(double @Nullable [] factors) {
    return new TracePoint(
        traces.step(),
        traces.map(),
        traces.theta(),
        traces.residuals(),
        traces.rowNorms(),
        factors,
        traces.round(),
        traces.maps());
  }
}
