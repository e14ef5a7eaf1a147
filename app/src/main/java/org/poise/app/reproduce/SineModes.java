package org.poise.app.reproduce;

/**
 * The sines s_m with m whole waves over an interval, at the centres of n cells: s_mj = sin(2πm(j +
 * ½)/n). For m &lt; n/2 they are orthogonal, with ‖s_m‖² = n/2. On [−L, L] these are the values of
 * ± sin(πmx/L).
 *
 * @param points n
 */
record SineModes(int points) {

  /** s_m [n]. */
  double[] mode(int m) {
    double[] s = new double[points];
    for (int j = 0; j < points; j++) {
      s[j] = StrictMath.sin(2 * Math.PI * m * (j + 0.5) / points);
    }
    return s;
  }

  /**
   * The amplitude of s_m in values at the points: |⟨s_m, r⟩|/‖s_m‖².
   *
   * @param r values; those at the points start at {@code start}
   */
  double amplitude(int m, double[] r, int start) {
    double[] s = mode(m);
    double sum = 0;
    for (int j = 0; j < points; j++) {
      sum += s[j] * r[start + j];
    }
    return Math.abs(2 * sum / points);
  }

  /**
   * How fast a kernel learns s_m: s_mᵀ K s_m/‖s_m‖², over the mean eigenvalue Tr K/n. 1 for every m
   * where K is a multiple of the identity.
   *
   * @param kernel symmetric [rows × rows], of which the block of the points starts at {@code start}
   */
  double response(int m, double[] kernel, int rows, int start) {
    double[] s = mode(m);
    double quotient = 0;
    double trace = 0;
    for (int i = 0; i < points; i++) {
      double product = 0;
      int row = (start + i) * rows + start;
      for (int j = 0; j < points; j++) {
        product += kernel[row + j] * s[j];
      }
      quotient += s[i] * product;
      trace += kernel[row + i];
    }
    return 2 * quotient / trace;
  }
}
