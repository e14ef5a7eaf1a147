package org.poise.ntk;

import org.poise.linalg.Dense;

/** How far vectors move; for kernels see {@link TangentKernel#drift}. */
public final class Drift {
  private Drift() {}

  /**
   * ‖v − v_0‖ / ‖v_0‖.
   *
   * @param start v_0, not zero
   * @param now v, of the same length
   */
  public static double of(double[] start, double[] now) {
    double[] difference = now.clone();
    Dense.axpy(now.length, -1, start, 0, difference, 0);
    return Dense.norm2(now.length, difference, 0) / Dense.norm2(now.length, start, 0);
  }
}
