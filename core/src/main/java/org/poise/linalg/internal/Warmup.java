package org.poise.linalg.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has the SIMD code compiled beside the work. Until it is, each vector would be an object, tens of
 * times slower than plain loops; so those begin, and as both give the same bits, it does not matter
 * when the change takes place.
 */
final class Warmup implements Runnable {
  private static final int CALLS = 20;

  /** Rows that need every kernel of the products: eight or six of them, four, two and one. */
  private static final int ROWS = 15;

  private static final int UNITS = 40;
  private static final int DEPTH = 32;
  private static final int CHANNELS = 4;
  private static final int PLANE = 1 << 11;

  /** An operation gets no longer than this, in case that it never overtakes plain loops. */
  private static final long LONGEST_NANOS = 500_000_000;

  private final Ops scalar;
  private final Ops vector;
  private final double[] w = new double[24 * PLANE];
  private final int[] first = new int[CHANNELS];
  private final int[] second = new int[CHANNELS];

  private Warmup(Ops scalar, Ops vector) {
    this.scalar = scalar;
    this.vector = vector;
    Arrays.setAll(w, i -> (i % 17 - 8) / 16.0);
    Arrays.setAll(first, c -> c * PLANE);
    Arrays.setAll(second, c -> (CHANNELS + c) * PLANE);
  }

  /** Plain loops, in whose place {@code vector} becomes {@link Ops#OPS} when it is compiled. */
  static Ops begin(VectorOps vector) {
    Ops scalar = new ScalarOps(vector.panel());
    Thread.ofPlatform().daemon().name("poise-warm-up").start(new Warmup(scalar, vector));
    return scalar;
  }

  @Override
  public void run() {
    operations().forEach(this::compile);
    Ops.OPS = vector;
  }

  /** Calls an operation until it is faster than its plain twin. */
  private void compile(Consumer<Ops> operation) {
    long start = System.nanoTime();
    long plain;
    long fast;
    do {
      plain = time(operation, scalar);
      fast = time(operation, vector);
    } while (fast > plain && System.nanoTime() - start < LONGEST_NANOS);
  }

  private static long time(Consumer<Ops> operation, Ops ops) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      operation.accept(ops);
    }
    return System.nanoTime() - start;
  }

  private List<Consumer<Ops>> operations() {
    int n = UNITS * ROWS;
    int x = 0;
    int y = 8 * PLANE;
    int z = 16 * PLANE;
    return List.of(
        o -> o.gemm(ROWS, UNITS, DEPTH, w, x, UNITS, w, y, false, w, z, UNITS),
        o -> o.gemm(ROWS, UNITS, DEPTH, w, x, UNITS, w, y, true, w, z, UNITS),
        o -> o.gemmTN(ROWS, UNITS, DEPTH, w, x, UNITS, w, y, UNITS, w, z, UNITS),
        o -> o.activate(ScalarActivations.TANH, n, w, x, y, z, PLANE),
        o -> o.derivatives(ScalarActivations.TANH, 3, n, w, x, x, z, PLANE, y, PLANE),
        o -> o.product(n, false, 0.5, w, z, x, y),
        o -> o.product(n, true, 0.5, w, z, x, y),
        o -> o.product(n, false, 0.5, w, z, x, y, y),
        o -> o.product(n, true, 0.5, w, z, x, y, y),
        o -> o.product(n, true, 0.5, w, z, x, y, y, y),
        o -> o.addRow(ROWS, UNITS, w, z, UNITS, w, x),
        o -> o.fillRows(ROWS, UNITS, 0.5, w, z, UNITS, w, x),
        o -> o.scaleRows(ROWS, UNITS, w, z, UNITS, w, x),
        o -> o.scaledAddRows(ROWS, UNITS, w, x, UNITS, w, y, true, w, z, UNITS),
        o -> o.sumRows(ROWS, UNITS, 0.5, w, x, UNITS, w, z),
        o -> o.rowNorms(ROWS, CHANNELS, 1, w, first, UNITS, UNITS, w, second, UNITS, UNITS, w, z),
        o -> o.squaredNormOfSum(ROWS, 1, w, first, UNITS, UNITS, w, z),
        o -> w[z] = o.dot(n, w, x, w, y),
        o -> o.axpy(n, 0.5, w, x, w, z),
        o -> o.add(n, w, x, w, z));
  }
}
