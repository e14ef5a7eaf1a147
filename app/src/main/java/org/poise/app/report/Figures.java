package org.poise.app.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for pages. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(6);
  private static final MathContext FEW = new MathContext(3);

  private Figures() {}

  /** A finite number to six digits, so that the page stays small. */
  static double shortened(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /** A finite number to three digits, for reading. */
  static String few(double value) {
    double rounded = new BigDecimal(value).round(FEW).doubleValue();
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e6
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }
}
