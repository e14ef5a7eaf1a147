package org.poise.linalg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SIMD provider gives the bits of the scalar one, over random shapes, offsets and tails. */
class ProvidersAgreeTest {
  private static final int SHAPES = 60;
  private final Ops scalar = new ScalarOps();
  private final VectorOps vector = VectorOps.create();

  /** A random array whose content every provider gets a copy of. */
  private static double[] random(Random random, int length) {
    return random.doubles(length, -2, 2).toArray();
  }

  private static int upTo(Random random, int bound) {
    return 1 + random.nextInt(bound);
  }

  /** Runs an operation with both providers on copies of an array and compares all of it. */
  private void same(String shape, double[] target, BiConsumer<Ops, double[]> operation) {
    double[] expected = target.clone();
    double[] actual = target.clone();
    operation.accept(scalar, expected);
    operation.accept(vector, actual);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Double.doubleToLongBits(actual[i]))
          .as("%s, entry %d: %s and %s", shape, i, expected[i], actual[i])
          .isEqualTo(Double.doubleToLongBits(expected[i]));
    }
  }

  /** Plain loops begin, on matrices packed as the SIMD code that follows them reads them. */
  @Test
  void plainLoopsReadVectorPanels() {
    Random random = new Random(3);
    Ops plain = new ScalarOps(vector.panel());
    for (int t = 0; t < SHAPES; t++) {
      int m = upTo(random, 20);
      int n = upTo(random, 60);
      int k = upTo(random, 30);
      double[] a = random(random, m * k);
      double[] b = random(random, k * n);
      double[] expected = new double[m * n];
      double[] actual = new double[m * n];
      double[] packed = new double[vector.packedSize(k, n)];
      vector.pack(k, n, 1, b, 0, n, packed, 0);
      vector.gemm(m, n, k, a, 0, k, packed, 0, false, expected, 0, n);
      plain.gemm(m, n, k, a, 0, k, packed, 0, false, actual, 0, n);
      assertThat(actual).as("%d x %d x %d", m, n, k).isEqualTo(expected);
    }
  }

  /** A machine that has the vectors comes to use them. */
  @Test
  void warmsUp() throws InterruptedException {
    assumeThat(VectorOps.fits()).isTrue();
    for (int i = 0; i < 600 && !(Ops.OPS instanceof VectorOps); i++) {
      Thread.sleep(100);
    }
    assertThat(Ops.OPS).isInstanceOf(VectorOps.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void products(boolean transposed) {
    Random random = new Random(1);
    for (int t = 0; t < SHAPES; t++) {
      int m = upTo(random, 40);
      int n = upTo(random, 40);
      int k = upTo(random, 30);
      int lda = k + random.nextInt(5);
      int ldb = (transposed ? k : n) + random.nextInt(3);
      int ldc = n + random.nextInt(12);
      int off = random.nextInt(4);
      boolean accumulate = random.nextBoolean();
      double[] a = random(random, off + m * lda);
      double[] b = random(random, off + (transposed ? n : k) * ldb);
      double[] c = random(random, off + m * ldc);
      same(
          "gemm " + m + " x " + n + " x " + k + ", " + ldc,
          c,
          (ops, out) -> {
            double[] packed = new double[off + ops.packedSize(k, n)];
            if (transposed) {
              ops.packTransposed(k, n, 0.7, b, off, ldb, packed, off);
            } else {
              ops.pack(k, n, 0.7, b, off, ldb, packed, off);
            }
            ops.gemm(m, n, k, a, off, lda, packed, off, accumulate, out, off, ldc);
            for (int r = 0; r < m; r++) { // padding may hold anything finite
              int end = Math.min(out.length, off + (r + 1) * ldc);
              for (int j = off + r * ldc + n; j < end; j++) {
                assertThat(out[j]).isFinite();
                out[j] = 0;
              }
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 600})
  void weightGradient(int depth) {
    Random random = new Random(depth);
    for (int t = 0; t < SHAPES; t++) {
      weightGradient(random, upTo(random, 30), upTo(random, 40), upTo(random, depth));
    }
  }

  /** Wide layers are copied, so many rows and columns at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 520})
  void wideWeightGradient(int k) {
    Random random = new Random(k);
    for (int m : new int[] {256, 263, 530}) {
      weightGradient(random, m, 256 + random.nextInt(40), k);
    }
  }

  private void weightGradient(Random random, int m, int n, int k) {
    int lda = m + random.nextInt(9);
    int ldb = n + random.nextInt(9);
    int ldc = n + random.nextInt(3);
    int off = random.nextInt(4);
    double[] a = random(random, off + k * lda);
    double[] b = random(random, off + k * ldb);
    same(
        "gemmTN " + m + " x " + n + " x " + k,
        random(random, off + m * ldc),
        (ops, c) -> ops.gemmTN(m, n, k, a, off, lda, b, off, ldb, c, off, ldc));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 11, 13})
  void rowNorms(int channels) {
    Random random = new Random(channels);
    for (int t = 0; t < 10; t++) {
      int points = upTo(random, 7);
      int n = upTo(random, 40);
      int m = upTo(random, 40);
      int lda = n + random.nextInt(4);
      int ldd = m + random.nextInt(4);
      int[] aOff = new int[channels];
      int[] dOff = new int[channels];
      for (int i = 0; i < channels; i++) {
        aOff[i] = 1 + i * points * lda;
        dOff[i] = 2 + i * points * ldd;
      }
      double[] a = random(random, 1 + channels * points * lda);
      double[] d = random(random, 2 + channels * points * ldd);
      String shape = points + " points, " + channels + " channels, " + n + ", " + m;
      double[] grams = random(random, 2 + points * Ops.pairs(channels));
      same(shape, grams, (ops, g) -> ops.grams(points, channels, a, aOff, lda, n, g, 2));
      double[] out = random(random, points + 1);
      int first = upTo(random, channels);
      int ldg = Ops.pairs(channels);
      same(
          shape + ", " + first + " of them",
          out,
          (ops, o) -> ops.rowNorms(points, first, 0.3, grams, 2, ldg, d, dOff, ldd, m, o, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rows(boolean accumulate) {
    Random random = new Random(2);
    for (int t = 0; t < SHAPES; t++) {
      int rows = upTo(random, 5);
      int n = upTo(random, 40);
      int ld = n + random.nextInt(4);
      double[] c = random(random, 3 + rows * ld);
      double[] x = random(random, 3 + rows * ld);
      double[] s = random(random, rows + n);
      String shape = rows + " rows of " + n;
      same(shape, c, (ops, o) -> ops.addRow(rows, n, o, 3, ld, s, rows));
      same(shape, c, (ops, o) -> ops.fillRows(rows, n, 0.3, o, 3, ld, s, rows));
      same(shape, s, (ops, o) -> ops.squaredNorms(rows, n, c, 3, ld, o, n));
      same(shape, s, (ops, o) -> ops.sumRows(rows, n, 0.3, c, 3, ld, o, rows));
      same(shape, s, (ops, o) -> ops.dotRows(rows, n, c, 3, ld, x, 2, 0.1, o, 0, 1));
      double[] scaled = random(random, rows + 2 * rows * ld);
      same(shape, scaled, (ops, o) -> ops.scaleRows(rows, n, o, 0, rows, rows + rows * ld, ld));
      same(shape, c, (ops, o) -> ops.axpy(n, 0.3, x, 1, o, 3));
      same(shape, c, (ops, o) -> ops.add(n, x, 1, o, 3));
      same(shape, c, (ops, o) -> ops.scale(n, 0.3, o, 3));
      same(shape, c, (ops, o) -> o[0] = ops.dot(n, x, 1, o, 3));
      double[] w = random(random, 7 * 40);
      same(shape, w, (ops, o) -> ops.product(n, accumulate, 0.3, o, 0, 40, 80));
      same(shape, w, (ops, o) -> ops.product(n, accumulate, 0.3, o, 0, 40, 80, 120));
      same(shape, w, (ops, o) -> ops.product(n, accumulate, 0.3, o, 0, 40, 80, 120, 160));
      same(shape, w, (ops, o) -> ops.product(n, accumulate, 0.3, o, 0, 40, 80, 120, 160, 200));
      same(shape, w, (ops, o) -> ops.product(n, accumulate, 0.3, o, 0, 40, 80, 120, 160, 200, 240));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void activations(int kind) {
    Random random = new Random(kind);
    double[] special = {
      0,
      -0.0,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      1e-300,
      -1e-9,
      0.25,
      -1,
      20,
      -40,
      710,
      -745,
      1e4,
      99999.9,
      -1e6,
      1e300
    };
    for (double spread : new double[] {1e-3, 1, 10, 300, 2e5}) {
      int n = 203;
      double[] w = new double[10 * n];
      for (int i = 0; i < n; i++) {
        w[i] =
            i % 7 == 0 ? special[random.nextInt(special.length)] : spread * random.nextGaussian();
      }
      same(
          "activation " + kind + ", spread " + spread,
          w,
          (ops, o) -> {
            ops.activate(kind, n, o, 0, n, 2 * n, n);
            ops.derivatives(kind, 5, n, o, 0, n, 2 * n, n, 4 * n, n);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 50})
  void chebyshev(int degree) {
    Random random = new Random(degree);
    int n = 203;
    for (int order = 0; order <= 5; order++) {
      int derivatives = order;
      double[] w = new double[8 * n];
      for (int i = 0; i < n; i++) {
        w[i] = i % 11 == 0 ? random.nextInt(3) - 1 : i % 29 == 1 ? Double.NaN : upToOne(random);
      }
      same(
          "degree " + degree + ", order " + order,
          w,
          (ops, o) -> ops.chebyshev(degree, derivatives, n, o, 0, n, n));
    }
  }

  private static double upToOne(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 7})
  void theSineHasDerivativesOfAnyOrder(int order) {
    double[] w = random(new Random(order), 12 * 37);
    same(
        "sine, order " + order,
        w,
        (ops, o) -> {
          ops.activate(ScalarActivations.SIN, 37, o, 0, 37, 2 * 37, 0);
          ops.derivatives(ScalarActivations.SIN, order, 37, o, 0, 37, 2 * 37, 0, 4 * 37, 37);
        });
  }
}
