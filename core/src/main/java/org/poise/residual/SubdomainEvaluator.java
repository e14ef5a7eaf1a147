package org.poise.residual;

import java.util.Arrays;
import java.util.List;
import org.poise.problem.Subdomains;

/** Evaluates at each point the expressions of the subdomain that it lies in. */
final class SubdomainEvaluator implements FieldEvaluator {
  private final Subdomains subdomains;
  private final List<FieldEvaluator> evaluators;
  private final int columns;

  /**
   * @param evaluators one for each subdomain
   * @param columns expressions of each
   */
  SubdomainEvaluator(Subdomains subdomains, List<FieldEvaluator> evaluators, int columns) {
    this.subdomains = subdomains;
    this.evaluators = List.copyOf(evaluators);
    this.columns = columns;
  }

  @Override
  public void evaluate(double[] theta, int n, double[] points, double[] out) {
    int d = subdomains.cuts().size();
    int[] of = new int[n];
    Arrays.setAll(of, p -> subdomains.locate(points, p * d));
    double[] own = new double[n * d];
    double[] values = new double[n * columns];
    for (int s = 0; s < evaluators.size(); s++) {
      int taken = 0;
      for (int p = 0; p < n; p++) {
        if (of[p] == s) {
          System.arraycopy(points, p * d, own, taken++ * d, d);
        }
      }
      if (taken == 0) {
        continue;
      }
      evaluators.get(s).evaluate(theta, taken, own, values);
      taken = 0;
      for (int p = 0; p < n; p++) {
        if (of[p] == s) {
          System.arraycopy(values, taken++ * columns, out, p * columns, columns);
        }
      }
    }
  }
}
