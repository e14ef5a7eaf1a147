package org.poise.app.reproduce;

import java.util.List;
import org.poise.training.History;

/**
 * The eigenvalues of K that a report in ntk-spectra.csv kept; NaN for those that are rounding.
 *
 * @param index of each, 1 for the largest
 * @param values of each
 */
record KeptSpectrum(double[] index, double[] values) {
  private static final String PREFIX = "kernel.";

  /** Those of the first report. */
  static KeptSpectrum first(History spectra) {
    return of(spectra, 0);
  }

  /** Those of the last report. */
  static KeptSpectrum last(History spectra) {
    return of(spectra, spectra.rows().size() - 1);
  }

  private static KeptSpectrum of(History spectra, int row) {
    List<String> columns = spectra.columns().stream().filter(c -> c.startsWith(PREFIX)).toList();
    double[] index = new double[columns.size()];
    double[] values = new double[columns.size()];
    for (int i = 0; i < index.length; i++) {
      index[i] = Integer.parseInt(columns.get(i).substring(PREFIX.length()));
      values[i] = spectra.column(columns.get(i))[row];
    }
    return new KeptSpectrum(index, values);
  }
}
