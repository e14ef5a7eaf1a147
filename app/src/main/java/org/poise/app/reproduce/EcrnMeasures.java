package org.poise.app.reproduce;

import java.io.IOException;
import org.poise.training.History;

/**
 * What is measured of one training of the study of residual blocks. Kernels are those of the
 * network with each block at its expectation, on the training points.
 *
 * @param bound 2/λ_max of Λ^½KΛ^½ at the start
 * @param largestFirst λ_max of K at the start
 * @param largestLast λ_max of K at the end
 * @param rankFirst effective rank of K at the start
 * @param rankLast effective rank of K at the end
 * @param drift ‖K − K_0‖_F / ‖K_0‖_F at the end
 * @param error relative L2 error at the end
 * @param steadiness of the loss on points that are not trained on, over the last half
 * @param lossRises how often the training loss is above that of the measurement before
 */
record EcrnMeasures(
    double bound,
    double largestFirst,
    double largestLast,
    double rankFirst,
    double rankLast,
    double drift,
    double error,
    Steadiness steadiness,
    int lossRises) {

  /** Of a run; what is measured at the end is infinite if its numerics failed. */
  static EcrnMeasures of(TrainedRun run) throws IOException {
    History ntk = run.ntk();
    History metrics = run.metrics();
    boolean failed = run.failed();
    double none = Double.POSITIVE_INFINITY;
    return new EcrnMeasures(
        ntk.column("largestRate")[0],
        ntk.column("kernel.largest")[0],
        failed ? none : ntk.last("kernel.largest"),
        ntk.column("kernel.effectiveRank")[0],
        failed ? none : ntk.last("kernel.effectiveRank"),
        failed ? none : ntk.last("drift.kernel"),
        run.largestError(),
        failed ? Steadiness.NONE : Steadiness.ofLastHalf(heldOut(metrics)),
        rises(metrics.column("loss")));
  }

  private static int rises(double[] losses) {
    int count = 0;
    for (int i = 1; i < losses.length; i++) {
      count += losses[i] > losses[i - 1] ? 1 : 0;
    }
    return count;
  }

  /** The sum of the losses of all equations on points that are not trained on. */
  static double[] heldOut(History metrics) {
    double[] sum = new double[metrics.rows().size()];
    for (String column : metrics.columns()) {
      if (column.startsWith("heldout.")) {
        double[] losses = metrics.column(column);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += losses[i];
        }
      }
    }
    return sum;
  }
}
