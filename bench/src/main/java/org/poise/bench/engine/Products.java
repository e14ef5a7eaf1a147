package org.poise.bench.engine;

import java.util.SplittableRandom;
import org.poise.linalg.internal.Ops;

/** The three products of a hidden layer on one tile: forward, adjoint and weight gradient. */
final class Products {
  static final int ROWS = 320;

  private final int width;
  private final int ld;
  private final double[] a;
  private final double[] d;
  private final double[] out;
  private final double[] packed;
  private final double[] transposed;
  private final double[] gradient;

  Products(int width) {
    this.width = width;
    this.ld = Ops.leadingDimension(width);
    this.a = random(ROWS, 1);
    this.d = random(ROWS, 2);
    this.out = new double[ROWS * ld];
    this.gradient = new double[width * width];
    double[] weights = random(width, 3);
    this.packed = new double[Ops.OPS.packedSize(width, width)];
    this.transposed = new double[Ops.OPS.packedSize(width, width)];
    Ops.OPS.pack(width, width, 1, weights, 0, ld, packed, 0);
    Ops.OPS.packTransposed(width, width, 1, weights, 0, ld, transposed, 0);
  }

  private double[] random(int rows, long seed) {
    return new SplittableRandom(seed).doubles((long) rows * ld, -1, 1).toArray();
  }

  double operations() {
    return 3 * 2.0 * ROWS * width * width;
  }

  /** All three, as a step has them. */
  void all() {
    forward();
    adjoint();
    weightGradient();
  }

  private void forward() {
    Ops.OPS.gemm(ROWS, width, width, a, 0, ld, packed, 0, false, out, 0, ld);
  }

  private void adjoint() {
    Ops.OPS.gemm(ROWS, width, width, d, 0, ld, transposed, 0, false, out, 0, ld);
  }

  void weightGradient() {
    Ops.OPS.gemmTN(width, width, ROWS, a, 0, ld, d, 0, ld, gradient, 0, width);
  }
}
