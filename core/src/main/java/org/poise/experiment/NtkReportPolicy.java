package org.poise.experiment;

import java.util.List;
import org.poise.ntk.TangentKernel;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Optimizer;

/**
 * When the tangent kernel is reported on while training, and on how many points.
 *
 * @param every steps between reports; there is one at the start and one at the end in any case
 * @param points most points of each set that are taken, drawn from the first training points; 0 for
 *     all of them
 */
public record NtkReportPolicy(int every, int points) {
  /** Checks the ranges. */
  public NtkReportPolicy {
    Checks.atLeast("every", every, 1);
    Checks.atLeast("points", points, 0);
  }

  /** On all of the first training points. */
  public static NtkReportPolicy every(int steps) {
    return new NtkReportPolicy(steps, 0);
  }

  /** How many of a set's points are taken. */
  public int of(int count) {
    return points == 0 ? count : Math.min(points, count);
  }

  /** Whether reports predict how the residuals decay: they do for gradient descent. */
  public static boolean predicts(List<Optimizer> optimizers) {
    return optimizers.stream().anyMatch(GradientDescent.class::isInstance);
  }

  /**
   * Bytes of the kernels of the start and of now, and of eigenvectors where decay is predicted.
   *
   * @param rows residuals N that reports take
   */
  public static double bytes(long rows, List<Optimizer> optimizers) {
    return (predicts(optimizers) ? 3 : 2) * TangentKernel.bytes(rows);
  }
}
