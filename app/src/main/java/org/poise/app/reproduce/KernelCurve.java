package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poise.ntk.Spectrum;
import org.poise.training.History;

/**
 * Eigenvalues of K that a report kept.
 *
 * @param index their places, from 1, ascending
 * @param values the eigenvalues; NaN for rounding
 */
record KernelCurve(double[] index, double[] values) {
  private static final String PREFIX = "kernel.";

  /** The eigenvalues at a moment of a run with reports. */
  static KernelCurve of(TrainedRun run, Moment moment) throws IOException {
    History spectra = run.spectra();
    return of(spectra, moment.row(spectra));
  }

  static KernelCurve of(History spectra, int row) {
    List<Integer> places = new ArrayList<>();
    for (String column : spectra.columns()) {
      if (column.startsWith(PREFIX)) {
        places.add(Integer.valueOf(column.substring(PREFIX.length())));
      }
    }
    double[] index = places.stream().mapToDouble(place -> place).toArray();
    double[] values =
        places.stream().mapToDouble(place -> spectra.column(PREFIX + place)[row]).toArray();
    return new KernelCurve(index, values);
  }

  /**
   * λ_1/λ_k, interpolated in logarithms between the eigenvalues that are there; infinite if one of
   * them is rounding.
   *
   * @param k at most the last place
   */
  double fall(int k) {
    int above = 0;
    while (index[above] < k) {
      above++;
    }
    double value = values[above];
    if (index[above] > k) {
      double part =
          StrictMath.log(k / index[above - 1]) / StrictMath.log(index[above] / index[above - 1]);
      value = values[above - 1] * StrictMath.pow(value / values[above - 1], part);
    }
    return value > Spectrum.ROUNDING * values[0] ? values[0] / value : Double.POSITIVE_INFINITY;
  }

  /** The eigenvalues over the largest. */
  KernelCurve relative() {
    return new KernelCurve(index, Arrays.stream(values).map(value -> value / values[0]).toArray());
  }

  /** Adds the curve to a chart. */
  void draw(Section.Chart chart, String name) {
    chart.curve(name, index, values);
  }
}
