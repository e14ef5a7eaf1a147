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
 * how far a fixed number of leading eigenvalues fall, λ_1/λ_k: gradient descent learns the k-th
 * component so many times more slowly than the first.
 *
 * @param name when: start, middle or end
 * @param step after how many steps
 * @param condition λ_1 over the smallest eigenvalue above rounding
 * @param leading λ_1/λ_k for k = {@link #LEADING}; infinite if λ_k is rounding
 * @param aboveRounding how many eigenvalues are above rounding
 * @param effectiveRank the effective rank of K
 * @param drift ‖K − K_0‖_F/‖K_0‖_F
 */
record KernelStage(
    String name,
    double step,
    double condition,
    double leading,
    double aboveRounding,
    double effectiveRank,
    double drift) {
  /** The index k whose eigenvalue is compared with the largest: a tenth of 400 rows. */
  static final int LEADING = 40;

  /** The start, the middle and the end of a run with reports. */
  static List<KernelStage> of(TrainedRun run) throws IOException {
    History ntk = run.ntk();
    History spectra = run.spectra();
    int last = ntk.rows().size() - 1;
    return List.of(
        at("start", ntk, spectra, 0),
        at("middle", ntk, spectra, (last + 1) / 2),
        at("end", ntk, spectra, last));
  }

  private static KernelStage at(String name, History ntk, History spectra, int row) {
    return new KernelStage(
        name,
        ntk.column("step")[row],
        ntk.column("kernel.condition")[row],
        KernelCurve.of(spectra, row).fall(LEADING),
        ntk.column("kernel.aboveRounding")[row],
        ntk.column("kernel.effectiveRank")[row],
        ntk.column("drift.kernel")[row]);
  }

  /** λ_1/λ_k in words. */
  String fall() {
    return Double.isInfinite(leading) ? "more than 10¹⁰" : Quantity.few(leading);
  }

  /** The medians of the same stage of several runs. */
  static KernelStage median(List<KernelStage> stages) {
    return new KernelStage(
        stages.getFirst().name,
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
