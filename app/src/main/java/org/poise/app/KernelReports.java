package org.poise.app;

import org.jspecify.annotations.Nullable;
import org.poise.app.console.Quantity;
import org.poise.experiment.Experiment;
import org.poise.experiment.NtkReportPolicy;
import org.poise.problem.Equation;
import org.poise.residual.CompiledProblem;
import org.poise.residual.KernelCost;

/**
 * What reports on the tangent kernel take while training.
 *
 * @param count reports, if all steps are taken
 * @param rows residuals N in each
 * @param operations of one: of forming K, and of its spectra
 * @param bytes of K_0 and K, of eigenvectors where descent is predicted, and of forming K
 */
record KernelReports(long count, long rows, double operations, double bytes) {

  /** Null where there are no reports. */
  static @Nullable KernelReports of(Experiment experiment, CompiledProblem compiled) {
    NtkReportPolicy policy = experiment.ntkReport();
    if (policy == null) {
      return null;
    }
    long rows = experiment.ntkReportRows();
    double cubes = 2 * cube(rows);
    for (Equation equation : experiment.problem().equations()) {
      cubes += cube(policy.of(experiment.points(equation)));
    }
    boolean predicts = NtkReportPolicy.predicts(experiment.optimizers());
    KernelCost forming = compiled.kernelCost(policy::of);
    return new KernelReports(
        1 + Math.ceilDiv(experiment.steps(), policy.every()),
        rows,
        forming.operations() + 4.0 / 3 * cubes + (predicts ? 6 * cube(rows) : 0),
        forming.bytes() + NtkReportPolicy.bytes(rows, experiment.optimizers()));
  }

  private static double cube(double n) {
    return n * n * n;
  }

  @Override
  public String toString() {
    return Quantity.count(count)
        + " on "
        + Quantity.count(rows)
        + " residuals, "
        + Quantity.si(operations)
        + " operations each; "
        + Quantity.bytes(bytes);
  }
}
