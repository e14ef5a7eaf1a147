package org.poise.app.reproduce;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.poise.app.compare.Spread;
import org.poise.app.console.Quantity;
import org.poise.training.History;

/**
 * The tangent kernel K at one moment of a training, as its reports have it.
 *
 * <p>K is singular to rounding for any smooth network, so that the largest eigenvalue over the
 * smallest above rounding says where rounding begins and little more. What tells kernels apart is
 * how far a fixed number of leading eigenvalues fall, λ_1/λ_k: under gradient descent the k-th
 * component falls at so small a part of the first one's rate.
 *
 * @param step after how many steps
 * @param condition λ_1 over the smallest eigenvalue above rounding
 * @param leading λ_1/λ_k for k = {@link #LEADING}; infinite if λ_k is rounding
 * @param aboveRounding how many eigenvalues are above rounding
 * @param effectiveRank the effective rank of K
 * @param drift ‖K − K_0‖_F/‖K_0‖_F
 */
record KernelStage(
    double step,
    double condition,
    double leading,
    double aboveRounding,
    double effectiveRank,
    double drift) {
  /** The index k whose eigenvalue is compared with the largest: a tenth of 400 rows. */
  static final int LEADING = 40;

  /** How {@link #leading} is written. */
  static final String RATIO = "λ_1/λ_" + LEADING;

  /** A moment of a run with reports. */
  static KernelStage of(TrainedRun run, Moment moment) throws IOException {
    History ntk = run.ntk();
    int row = moment.row(ntk);
    return new KernelStage(
        ntk.column("step")[row],
        ntk.column("kernel.condition")[row],
        KernelCurve.of(run, moment).fall(LEADING),
        ntk.column("kernel.aboveRounding")[row],
        ntk.column("kernel.effectiveRank")[row],
        ntk.column("drift.kernel")[row]);
  }

  /** {@link #leading} in words. */
  String fall() {
    return Double.isInfinite(leading) ? "more than 10¹⁰" : Quantity.few(leading);
  }

  /** The medians over several runs. */
  static KernelStage median(List<KernelStage> stages) {
    return new KernelStage(
        median(stages, KernelStage::step),
        median(stages, KernelStage::condition),
        median(stages, KernelStage::leading),
        median(stages, KernelStage::aboveRounding),
        median(stages, KernelStage::effectiveRank),
        median(stages, KernelStage::drift));
  }

  private static double median(List<KernelStage> stages, ToDoubleFunction<KernelStage> of) {
    return Spread.of(stages.stream().mapToDouble(of).toArray()).median();
  }
}
