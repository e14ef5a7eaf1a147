package org.poise.ntk;

/**
 * How many random vectors a sketch takes.
 *
 * @param count their number s; 0 to find it from the target
 * @param target for {@code count} 0: the relative standard error that every block's trace is to
 *     have; a pilot of {@link #PILOT} probes gives s, and fresh probes the estimate
 */
public record Probes(int count, double target) {
  /** Probes of a pilot. */
  public static final int PILOT = 16;

  /** The most that a pilot may ask for. */
  public static final int MOST = 10_000;

  /** Checks the ranges. */
  public Probes {
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException(
          "probes must be from 1 to " + MOST + ", or auto, not " + count);
    }
    if (count == 0 && !(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "target must be a relative standard error between 0 and 1, not " + target);
    }
  }

  /** A fixed number. */
  public static Probes of(int count) {
    if (count == 0) {
      throw new IllegalArgumentException("probes must be from 1 to " + MOST + ", or auto, not 0");
    }
    return new Probes(count, 0);
  }

  /** As many as the target asks for. */
  public static Probes auto(double target) {
    return new Probes(0, target);
  }

  /** Whether a pilot has to find the number. */
  public boolean isAuto() {
    return count == 0;
  }

  /**
   * The number that meets the target.
   *
   * @param pilot estimate whose standard errors come from the spread of its probes
   */
  int from(TraceEstimate pilot) {
    double largest = 0;
    for (int i = 0; i < pilot.traces().length; i++) {
      double trace = pilot.traces()[i];
      if (trace > 0) {
        largest = Math.max(largest, pilot.standardErrors()[i] / trace);
      }
    }
    double wanted = Math.ceil(pilot.probes() * (largest / target) * (largest / target));
    return (int) Math.min(MOST, Math.max(2, wanted));
  }
}
