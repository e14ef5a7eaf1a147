package org.poise.app.reproduce;

import java.util.List;

/**
 * How long the trainings of the study are.
 *
 * @param steps of each
 * @param first those of Adam where L-BFGS follows
 * @param seeds how many seeds
 * @param whole whether every equation is trained under every optimiser
 */
record CpikanSize(int steps, int first, int seeds, boolean whole) {
  /** Reports in each training, the one before the first step left out. */
  private static final int REPORTS = 4;

  static CpikanSize of(StudyContext context) {
    return context.pick(new CpikanSize(1200, 400, 1, false), new CpikanSize(20_000, 1000, 3, true));
  }

  /** A set-up under an optimiser, with reports on the kernel. */
  Setup of(Setup setup, CpikanOptimizer optimizer) {
    return setup.with(
        optimizer.setting(steps, first), "ntkReport={every: " + steps / REPORTS + ", points: 100}");
  }

  /** The optimisers that an equation is trained under. */
  List<CpikanOptimizer> optimizers(CpikanProblem problem) {
    return whole || problem == CpikanProblem.DIFFUSION
        ? List.of(CpikanOptimizer.values())
        : List.of(CpikanOptimizer.BOTH);
  }

  /** What medians are taken over, in words. */
  String overSeeds() {
    return seeds == 1 ? "one seed" : "medians over " + seeds + " seeds";
  }
}
