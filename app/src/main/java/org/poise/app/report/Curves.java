package org.poise.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.poise.ntk.Spectrum;

/** Charts of curves, as the page's curves.js draws them. */
public final class Curves {
  /** Points of a curve over an index beyond which it is thinned. */
  private static final int MOST = 300;

  private Curves() {}

  /**
   * A chart; returns where its series go.
   *
   * @param x name of the horizontal axis
   * @param logarithmic whether that axis is
   */
  public static ArrayNode chart(
      ArrayNode charts, String title, String note, String x, boolean logarithmic) {
    ObjectNode chart = charts.addObject().put("title", title).put("note", note);
    return chart.put("x", x).put("logarithmic", logarithmic).putArray("series");
  }

  /** A curve; it is interrupted where a value is not finite. */
  public static void series(ArrayNode all, String name, double[] x, double[] y) {
    ObjectNode series = all.addObject().put("name", name);
    ArrayNode xs = series.putArray("x");
    ArrayNode values = series.putArray("values");
    for (int i = 0; i < x.length; i++) {
      xs.add(x[i]);
      if (Double.isFinite(y[i])) {
        values.add(Figures.shortened(y[i]));
      } else {
        values.addNull();
      }
    }
  }

  /** The eigenvalues above rounding over their index from 1 on. */
  static void spectrum(ArrayNode all, String name, Spectrum spectrum) {
    indexed(all, name, spectrum.values(), spectrum.aboveRounding());
  }

  /** The first values over their index from 1 on, evenly thinned on the logarithmic axis. */
  public static void indexed(ArrayNode all, String name, double[] values, int count) {
    int[] indices = Spectrum.spread(count, MOST);
    double[] x = new double[indices.length];
    double[] y = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      x[i] = indices[i] + 1;
      y[i] = values[indices[i]];
    }
    series(all, name, x, y);
  }
}
