package org.poise.linalg.internal;

import static org.poise.linalg.internal.MicroKernels.L;
import static org.poise.linalg.internal.MicroKernels.S;

import jdk.incubator.vector.DoubleVector;

/**
 * The SIMD twin of {@link ScalarOps}, with the same bits. The shape of the product kernel follows
 * the number of vector registers: 8 rows × 2 vectors where there are 32 of them (AVX-512), 4 rows ×
 * 3 vectors where there are 16.
 */
final class VectorOps extends ScalarOps {
  private static final boolean MANY_REGISTERS = L >= 8;
  private static final int PANEL = MANY_REGISTERS ? 2 : 3;

  private VectorOps() {}

  /** Whether the machine has vectors of the lengths that the kernels are made for. */
  static boolean fits() {
    return L == 4 || L == 8;
  }

  static Ops create() {
    return new VectorOps();
  }

  @Override
  public String name() {
    return "vector, " + 64 * L + " bits";
  }

  private static int vectors(int n) {
    return (n + L - 1) / L;
  }

  /**
   * Vectors in the next panel when {@code left} are left. One left over of three would waste most
   * of a kernel, so four are split into two and two.
   */
  private static int panel(int left) {
    return PANEL == 3 && left == 4 ? 2 : Math.min(PANEL, left);
  }

  @Override
  public int packedSize(int k, int n) {
    return k * vectors(n) * L;
  }

  @Override
  public void pack(
      int k, int n, double scale, double[] b, int bOff, int ldb, double[] packed, int pOff) {
    pack(k, n, scale, b, bOff, ldb, 1, packed, pOff);
  }

  @Override
  public void packTransposed(
      int k, int n, double scale, double[] b, int bOff, int ldb, double[] packed, int pOff) {
    pack(k, n, scale, b, bOff, 1, ldb, packed, pOff);
  }

  /**
   * Entry (i, j) of B at {@code bOff + i · row + j · column}; panels follow each other, each [k ×
   * its columns].
   */
  private static void pack(
      int k,
      int n,
      double scale,
      double[] b,
      int bOff,
      int row,
      int column,
      double[] packed,
      int pOff) {
    int to = pOff;
    int first = 0;
    for (int left = vectors(n); left > 0; ) {
      int v = panel(left);
      int width = v * L;
      int valid = Math.min(width, n - first);
      for (int i = 0; i < k; i++) {
        int from = bOff + i * row + first * column;
        for (int j = 0; j < valid; j++) {
          packed[to + j] = scale * b[from + j * column];
        }
        for (int j = valid; j < width; j++) {
          packed[to + j] = 0;
        }
        to += width;
      }
      first += width;
      left -= v;
    }
  }

  @Override
  public void gemm(
      int m,
      int n,
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] packed,
      int pOff,
      boolean accumulate,
      double[] c,
      int cOff,
      int ldc) {
    int from = pOff;
    int first = 0;
    for (int left = vectors(n); left > 0; ) {
      int v = panel(left);
      int width = v * L;
      rows(
          v,
          m,
          k,
          a,
          aOff,
          lda,
          1,
          packed,
          from,
          width,
          accumulate,
          c,
          cOff + first,
          ldc,
          Math.min(width, n - first));
      from += k * width;
      first += width;
      left -= v;
    }
  }

  @Override
  public void gemmTN(
      int m,
      int n,
      int k,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      int ldb,
      double[] c,
      int cOff,
      int ldc) {
    int first = 0;
    for (int left = vectors(n); left > 0; ) {
      int v = panel(left);
      int width = v * L;
      rows(
          v,
          m,
          k,
          a,
          aOff,
          1,
          lda,
          b,
          bOff + first,
          ldb,
          true,
          c,
          cOff + first,
          ldc,
          Math.min(width, n - first));
      first += width;
      left -= v;
    }
  }

  /** All rows of one panel of columns. */
  private static void rows(
      int v,
      int m,
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    switch (v) {
      case 3 -> rows3(m, k, a, a0, aRow, aK, b, b0, bK, accumulate, c, c0, ldc, columns);
      case 2 -> rows2(m, k, a, a0, aRow, aK, b, b0, bK, accumulate, c, c0, ldc, columns);
      default -> rows1(m, k, a, a0, aRow, aK, b, b0, bK, accumulate, c, c0, ldc, columns);
    }
  }

  private static void rows3(
      int m,
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    int r = 0;
    for (; r <= m - 4; r += 4) {
      MicroKernels.k4x3(
          k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
    }
    for (; r < m; r++) {
      MicroKernels.k1x3(
          k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
    }
  }

  private static void rows2(
      int m,
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    int r = 0;
    if (MANY_REGISTERS) {
      for (; r <= m - 8; r += 8) {
        MicroKernels.k8x2(
            k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
      }
    }
    for (; r <= m - 4; r += 4) {
      MicroKernels.k4x2(
          k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
    }
    for (; r < m; r++) {
      MicroKernels.k1x2(
          k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
    }
  }

  private static void rows1(
      int m,
      int k,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      boolean accumulate,
      double[] c,
      int c0,
      int ldc,
      int columns) {
    int r = 0;
    for (; r <= m - 8; r += 8) {
      MicroKernels.k8x1(
          k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
    }
    for (; r <= m - 4; r += 4) {
      MicroKernels.k4x1(
          k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
    }
    for (; r < m; r++) {
      MicroKernels.k1x1(
          k, a, a0 + r * aRow, aRow, aK, b, b0, bK, accumulate, c, c0 + r * ldc, ldc, columns);
    }
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    return VectorReductions.dot(n, x, xOff, y, yOff);
  }

  @Override
  public void rowNorms(
      int points,
      int channels,
      double scale,
      double[] a,
      int[] aOff,
      int lda,
      int n,
      double[] d,
      int[] dOff,
      int ldd,
      int m,
      double[] out,
      int outOff) {
    for (int p = 0; p < points; p++) {
      double norm = VectorReductions.rowNorm(p, channels, a, aOff, lda, n, d, dOff, ldd, m);
      out[outOff + p] = Math.fma(scale, norm, out[outOff + p]);
    }
  }

  @Override
  public void product(int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2) {
    int i = 0;
    for (; i <= n - L; i += L) {
      put(accumulate, w, out + i, f1 + i, load(w, f2 + i).mul(coef));
    }
    super.product(n - i, accumulate, coef, w, out + i, f1 + i, f2 + i);
  }

  @Override
  public void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3) {
    int i = 0;
    for (; i <= n - L; i += L) {
      put(accumulate, w, out + i, f1 + i, load(w, f2 + i).mul(coef).mul(load(w, f3 + i)));
    }
    super.product(n - i, accumulate, coef, w, out + i, f1 + i, f2 + i, f3 + i);
  }

  @Override
  public void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3, int f4) {
    int i = 0;
    for (; i <= n - L; i += L) {
      put(
          accumulate,
          w,
          out + i,
          f1 + i,
          load(w, f2 + i).mul(coef).mul(load(w, f3 + i)).mul(load(w, f4 + i)));
    }
    super.product(n - i, accumulate, coef, w, out + i, f1 + i, f2 + i, f3 + i, f4 + i);
  }

  private static DoubleVector load(double[] w, int at) {
    return DoubleVector.fromArray(S, w, at);
  }

  private static void put(boolean accumulate, double[] w, int out, int first, DoubleVector rest) {
    DoubleVector f = load(w, first);
    (accumulate ? f.fma(rest, load(w, out)) : f.mul(rest)).intoArray(w, out);
  }

  @Override
  public void activate(int kind, int n, double[] w, int z, int a0, int state, int stateStride) {
    if (kind == ScalarActivations.TANH) {
      int done = VectorActivations.tanh(n, w, z, a0);
      super.activate(kind, n - done, w, z + done, a0 + done, state, stateStride);
    } else {
      super.activate(kind, n, w, z, a0, state, stateStride);
    }
  }

  @Override
  public void derivatives(
      int kind,
      int order,
      int n,
      double[] w,
      int z,
      int a0,
      int state,
      int stateStride,
      int d,
      int dStride) {
    if (kind == ScalarActivations.TANH) {
      int done = VectorActivations.tanhDerivatives(order, n, w, a0, d, dStride);
      super.derivatives(
          kind, order, n - done, w, z, a0 + done, state, stateStride, d + done, dStride);
    } else {
      super.derivatives(kind, order, n, w, z, a0, state, stateStride, d, dStride);
    }
  }
}
