package org.poise.linalg.internal;

/**
 * Operations on rows and planes of heap arrays, given by offsets; nothing allocates. Every
 * operation has one order of rounding, so that all providers give the same bits: products
 * accumulate along the inner index with fma, dot products use eight logical lanes (entry i in lane
 * i mod 8), folded in one order, and add what is beyond whole groups of eight last, and elementwise
 * functions are made of additions, multiplications, fma and divisions.
 */
public abstract sealed class Ops permits ScalarOps {
  /**
   * The provider. It changes once, from plain loops to SIMD when that is compiled, with the same
   * bits and the same packed matrices; see {@link Providers}.
   */
  @SuppressWarnings("NonFinalStaticField") // every access may see either
  public static Ops OPS = Providers.choose();

  /** What the provider is called in logs and benchmarks. */
  public abstract String name();

  /**
   * Distance between rows of a width: a multiple of eight, and not of 64, since strides by powers
   * of two would map to a few sets of the cache.
   */
  public static int leadingDimension(int width) {
    int padded = (width + 7) & ~7;
    return padded % 64 == 0 ? padded + 8 : padded;
  }

  /**
   * Rows of this width, of which the rest is zero, leave dot products of four lanes no remainder.
   */
  public static int wholeLanes(int width) {
    return (width + 3) & ~3;
  }

  /** Doubles that {@link #pack} needs for a matrix [k × n]. */
  public abstract int packedSize(int k, int n);

  /** Packs scale · B for products, B [k × n]. */
  public abstract void pack(
      int k, int n, double scale, double[] b, int bOff, int ldb, double[] packed, int pOff);

  /** Packs scale · Bᵀ [k × n] for products, B [n × k]. */
  public abstract void packTransposed(
      int k, int n, double scale, double[] b, int bOff, int ldb, double[] packed, int pOff);

  /**
   * C = A · B, or C += A · B; A [m × k], B [k × n] packed; each entry a chain of fma along k, from
   * 0 or C.
   */
  public abstract void gemm(
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
      int ldc);

  /** C += Aᵀ · B; A [k × m], B [k × n]; each entry a chain of fma along k, from C. */
  public abstract void gemmTN(
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
      int ldc);

  /** out[r · outStride] = init + ⟨a_r, w⟩ for rows a_r of length n. */
  public abstract void dotRows(
      int rows,
      int n,
      double[] a,
      int aOff,
      int lda,
      double[] w,
      int wOff,
      double init,
      double[] out,
      int outOff,
      int outStride);

  /** c_r += row. */
  public abstract void addRow(
      int rows, int n, double[] c, int cOff, int ldc, double[] row, int rowOff);

  /** c_r = scale · row. */
  public abstract void fillRows(
      int rows, int n, double scale, double[] c, int cOff, int ldc, double[] row, int rowOff);

  /** to_r = s_r · from_r, rows of one array. */
  public abstract void scaleRows(int rows, int n, double[] w, int s, int from, int to, int ld);

  /** sum += scale · c_r for r = 0, 1, … */
  public abstract void sumRows(
      int rows, int n, double scale, double[] c, int cOff, int ldc, double[] sum, int sumOff);

  /**
   * out (+)= coef · Π factors, planes of one array; factors from the second on are multiplied
   * first.
   */
  public abstract void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2);

  public abstract void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3);

  public abstract void product(
      int n, boolean accumulate, double coef, double[] w, int out, int f1, int f2, int f3, int f4);

  public abstract void product(
      int n,
      boolean accumulate,
      double coef,
      double[] w,
      int out,
      int f1,
      int f2,
      int f3,
      int f4,
      int f5);

  public abstract void product(
      int n,
      boolean accumulate,
      double coef,
      double[] w,
      int out,
      int f1,
      int f2,
      int f3,
      int f4,
      int f5,
      int f6);

  /**
   * Planes of state that an activation leaves for its derivatives, by {@code Activation.ordinal()}.
   */
  public static int statePlanes(int kind) {
    return switch (kind) {
      case ScalarActivations.TANH, ScalarActivations.RELU3 -> 0;
      case ScalarActivations.GELU -> 2;
      default -> 1;
    };
  }

  /** a0 = σ(z), with state planes for {@link #derivatives}. */
  public abstract void activate(
      int kind, int n, double[] w, int z, int a0, int state, int stateStride);

  /**
   * d[(k − 1) · dStride + i] = σ^(k) for k = 1 … order ≤ 5, from what {@link #activate} left. The
   * sine has derivatives of any order.
   */
  public abstract void derivatives(
      int kind,
      int order,
      int n,
      double[] w,
      int z,
      int a0,
      int state,
      int stateStride,
      int d,
      int dStride);

  /**
   * d[k · dStride + i] = the k-th derivative of T_degree(tanh z) with respect to z, k = 0 … order ≤
   * 5, from tanh z at {@code t}; T are Chebyshev's polynomials of the first kind, degree ≥ 1.
   */
  public abstract void chebyshev(
      int degree, int order, int n, double[] w, int t, int d, int dStride);

  /** Number of pairs α ≤ β of channels. */
  public static int pairs(int channels) {
    return channels * (channels + 1) / 2;
  }

  /** Place of a pair alpha ≤ beta in the order (0, 0), (0, 1), (1, 1), (0, 2), … */
  public static int pair(int alpha, int beta) {
    return pairs(beta) + alpha;
  }

  /**
   * grams[p][α ≤ β] = ⟨a_α[p], a_β[p]⟩, twice that where α ≠ β, in the order of {@link #pair};
   * channel α of point p starts at {@code aOff[α] + p · lda}, n long. These dot products have four
   * lanes, as have those of {@link #rowNorms}.
   */
  public abstract void grams(
      int points,
      int channels,
      double[] a,
      int[] aOff,
      int lda,
      int n,
      double[] grams,
      int gramsOff);

  /**
   * out[p] += scale · Σ_{α ≤ β} grams[p][α ≤ β] ⟨d_α[p], d_β[p]⟩, which with the {@link #grams} of
   * a is scale · ‖Σ_α a_α[p] d_α[p]ᵀ‖²; channel α of point p starts at {@code dOff[α] + p · ldd}, m
   * long. The channels may be the first of those that {@code grams} has, whose points are {@code
   * ldg} apart.
   */
  public abstract void rowNorms(
      int points,
      int channels,
      double scale,
      double[] grams,
      int gramsOff,
      int ldg,
      double[] d,
      int[] dOff,
      int ldd,
      int m,
      double[] out,
      int outOff);

  /** out[r] += ‖c_r‖². */
  public abstract void squaredNorms(
      int rows, int n, double[] c, int cOff, int ldc, double[] out, int outOff);

  /** ⟨x, y⟩. */
  public abstract double dot(int n, double[] x, int xOff, double[] y, int yOff);

  /** y += α x. */
  public abstract void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff);

  /** y += x. */
  public abstract void add(int n, double[] x, int xOff, double[] y, int yOff);

  /** x *= α. */
  public abstract void scale(int n, double alpha, double[] x, int xOff);

  /** Folds eight lanes: ((l0+l4)+(l2+l6)) + ((l1+l5)+(l3+l7)). */
  static double fold(
      double l0, double l1, double l2, double l3, double l4, double l5, double l6, double l7) {
    return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
  }
}
