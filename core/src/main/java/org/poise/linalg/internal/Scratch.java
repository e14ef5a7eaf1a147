package org.poise.linalg.internal;

/** A buffer of each thread for panels and tiles; it grows to what is needed and is then reused. */
final class Scratch {
  private static final ThreadLocal<double[]> BUFFER =
      ThreadLocal.withInitial(() -> new double[1 << 14]);

  private Scratch() {}

  static double[] atLeast(int size) {
    double[] buffer = BUFFER.get();
    if (buffer.length < size) {
      buffer = new double[Math.max(size, 2 * buffer.length)];
      BUFFER.set(buffer);
    }
    return buffer;
  }
}
