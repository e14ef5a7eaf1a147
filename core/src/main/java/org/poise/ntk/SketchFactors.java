package org.poise.ntk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.poise.residual.ResidualMap;

/**
 * The vectors of which a {@link SketchedKernel} consists.
 *
 * @param y y_k = J ω_k or K v_k, one after the other [s × N]
 * @param v v_k [s × N]; on the parameter side v_k = y_k, and the same array
 * @param warning what is wrong with the step of a difference, or null
 */
record SketchFactors(double[] y, double[] v, @Nullable String warning) {

  static SketchFactors of(KernelSketch sketch, ResidualMap map, double[] theta, long seed) {
    int n = map.blocks().rows();
    int p = map.parameters();
    int s = count(sketch.probes());
    boolean ofResiduals = sketch instanceof ResidualSketch;
    requireRoom(n, s, ofResiduals ? 2 : 1);
    double[] residuals = new double[n];
    map.residuals(theta, residuals);
    double[] probe = new double[ofResiduals ? n : p];
    double[] direction = ofResiduals ? new double[p] : probe;
    double[] image = new double[n];
    double[] y = new double[s * n];
    double[] v = ofResiduals ? new double[s * n] : y;
    DirectionalDerivative derivative =
        new DirectionalDerivative(sketch.derivative(), sketch.step());
    for (int k = 0; k < s; k++) {
      sketch.distribution().draw(ProbeEstimation.stream(seed, 0, k), probe.length, probe, 0);
      if (ofResiduals) {
        map.vjp(theta, 1, probe, direction);
        System.arraycopy(probe, 0, v, k * n, n);
      }
      derivative.apply(map, theta, residuals, direction, image);
      System.arraycopy(image, 0, y, k * n, n);
    }
    return new SketchFactors(y, v, derivative.warning());
  }

  private static int count(Probes probes) {
    if (probes.isAuto()) {
      throw new IllegalArgumentException(
          "probes of a sketched kernel must be a number, not auto; an estimate of the traces says"
              + " how many it took");
    }
    return probes.count();
  }

  private static void requireRoom(long rows, long probes, int sides) {
    double bytes = (double) Double.BYTES * sides * probes * rows;
    long available = Runtime.getRuntime().maxMemory();
    if (sides * probes * rows > Integer.MAX_VALUE - 8 || bytes > available) {
      throw new KernelTooLargeException(
          String.format(
              Locale.ROOT,
              "a sketch of %,d probes of %,d residuals would take %.1f GB of memory; this Java may"
                  + " use %.1f GB, and an array 17.2 GB; use fewer probes or points",
              probes,
              rows,
              bytes / 1e9,
              available / 1e9));
    }
  }
}
