package org.poise.linalg.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.poise.linalg.internal.PlaneSums.Product;

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
  private static final int CHANNELS = 5;
  private static final int PAIRS = Ops.pairs(CHANNELS);
  private static final int PLANE = 1 << 11;

  /** An operation gets no longer than this, in case that it never overtakes plain loops. */
  private static final long LONGEST_NANOS = 500_000_000;

  /** Does the compiling, one thing after the other. */
  private static final ExecutorService BESIDE =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("poise-warm-up").factory());

  private static final Map<List<Product>, PlaneSums.Kernel> COMPILED = new ConcurrentHashMap<>();

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
    BESIDE.execute(new Warmup(scalar, vector));
    return scalar;
  }

  /** Compiles sums beside the work, if vectors are to be had, and hands the result over. */
  static void request(PlaneSums sums) {
    BESIDE.execute(() -> {
      if (Ops.OPS instanceof VectorOps) {
        sums.use(COMPILED.computeIfAbsent(sums.products(), _ -> warm(sums)));
      }
    });
  }

  private static PlaneSums.Kernel warm(PlaneSums sums) {
    int planes = 1 + sums.products().stream().mapToInt(Warmup::planes).max().orElse(0);
    int n = 128;
    int z = planes * n;
    double[] w = new double[4 * z];
    PlaneSums.Kernel kernel = PlaneCompiler.compile(sums.products());
    for (boolean add : new boolean[] {false, true}) {
      compile(
          () -> kernel.run(w, n, add, 0, n, z, n, 2 * z, n, 3 * z, n),
          () -> sums.plain(w, n, add, 0, n, z, n, 2 * z, n, 3 * z, n));
    }
    return kernel;
  }

  private static int planes(Product product) {
    int from = product.factors().stream().mapToInt(PlaneSums.Plane::index).max().orElse(0);
    return Math.max(from, Math.max(product.to().index(), product.total()));
  }

  @Override
  public void run() {
    for (Consumer<Ops> operation : operations()) {
      compile(() -> operation.accept(vector), () -> operation.accept(scalar));
    }
    wideLayers();
    Ops.OPS = vector;
  }

  /** The weight gradient's way for layers that are too wide to be tried here. */
  private void wideLayers() {
    if (Lanes.SPECIES.length() == 8) {
      int n = 32;
      int y = 8 * PLANE;
      int z = 16 * PLANE;
      compile(
          () -> VectorPackedGradient.gemmTN(n, n, DEPTH, w, 0, n, w, y, n, w, z, n),
          () -> scalar.gemmTN(n, n, DEPTH, w, 0, n, w, y, n, w, z, n));
    }
  }

  /** Calls an operation until it is faster than its plain twin. */
  private static void compile(Runnable operation, Runnable plain) {
    long start = System.nanoTime();
    while (time(operation) > time(plain) && System.nanoTime() - start < LONGEST_NANOS) {}
  }

  private static long time(Runnable operation) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      operation.run();
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
        o -> o.scaleRows(ROWS, UNITS, w, x, y, z, UNITS),
        o -> o.sumRows(ROWS, UNITS, 0.5, w, x, UNITS, w, z),
        o -> o.grams(ROWS, 1, w, first, UNITS, UNITS, w, z),
        o -> o.grams(ROWS, 3, w, first, UNITS, UNITS, w, z),
        o -> o.grams(ROWS, 4, w, first, UNITS, UNITS, w, z),
        o -> o.grams(ROWS, CHANNELS, w, first, UNITS, UNITS, w, z),
        o -> o.rowNorms(ROWS, 1, 1, w, x, PAIRS, w, second, UNITS, UNITS, w, z),
        o -> o.rowNorms(ROWS, 3, 1, w, x, PAIRS, w, second, UNITS, UNITS, w, z),
        o -> o.rowNorms(ROWS, 4, 1, w, x, PAIRS, w, second, UNITS, UNITS, w, z),
        o -> o.rowNorms(ROWS, CHANNELS, 1, w, x, PAIRS, w, second, UNITS, UNITS, w, z),
        o -> o.squaredNorms(ROWS, UNITS, w, x, UNITS, w, z),
        o -> w[z] = o.dot(n, w, x, w, y),
        o -> o.axpy(n, 0.5, w, x, w, z),
        o -> o.add(n, w, x, w, z));
  }
}
