package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.linalg.internal.Ops;

/**
 * A linear layer between hidden layers, or behind an embedding: the same product for every channel,
 * the bias on the values only.
 */
final class LinearStage implements ChainStage {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final Port in;
  private final Port out;
  private final int ldIn;
  private final int ldOut;
  private final OutputGradients gradients;
  private final LinearSink sink;

  LinearStage(
      SweepShape shape,
      LinearPlan plan,
      Port in,
      Port out,
      OutputGradients gradients,
      LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.in = in;
    this.out = out;
    this.ldIn = Ops.leadingDimension(plan.in());
    this.ldOut = Ops.leadingDimension(plan.out());
    this.gradients = gradients;
    this.sink = sink;
  }

  @Override
  public void forward(Tile tile) {
    int rows = shape.channels() * tile.n;
    OPS.gemm(
        rows,
        plan.out(),
        plan.in(),
        tile.w,
        in.jets(),
        ldIn,
        tile.packed,
        plan.forward(),
        false,
        tile.w,
        out.jets(),
        ldOut);
    addBias(tile, out.jets(), tile.theta, 0);
  }

  @Override
  public void tangent(Tile tile) {
    int rows = shape.channels() * tile.n;
    int dz = out.tangent();
    if (!in.isFixed()) {
      OPS.gemm(
          rows,
          plan.out(),
          plan.in(),
          tile.w,
          in.tangent(),
          ldIn,
          tile.packed,
          plan.forward(),
          false,
          tile.w,
          dz,
          ldOut);
    }
    OPS.gemm(
        rows,
        plan.out(),
        plan.in(),
        tile.w,
        in.jets(),
        ldIn,
        tile.packedDirection,
        plan.forward(),
        !in.isFixed(),
        tile.w,
        dz,
        ldOut);
    addBias(tile, dz, tile.direction, tile.directionOff);
  }

  private void addBias(Tile tile, int to, double[] from, int fromOff) {
    for (int s = 0; plan.isBiased() && s < shape.sites(); s++) {
      int value = to + s * shape.components() * tile.n * ldOut;
      OPS.addRow(tile.n, plan.out(), tile.w, value, ldOut, from, fromOff + plan.bias());
    }
  }

  @Override
  public void outputGradients(Tile tile) {
    if (!in.isFixed()) {
      transposed(tile, gradients.count(), out.gradient(), false, in.gradient());
    }
  }

  @Override
  public void backward(Tile tile) {
    if (!in.isFixed()) {
      transposed(tile, tile.carried.swept(), out.adjoint(), in.add(), in.adjoint());
      gradients.multiply(tile, in, plan.in(), ldIn);
    }
    sink.factor(tile, out.jets(), out.adjoint(), ldOut);
    sink.norms(tile, in.jets(), ldIn, out.adjoint(), plan.out(), ldOut);
    sink.accept(tile, in.jets(), ldIn, out.adjoint(), ldOut);
  }

  /** The product with Wᵀ. */
  private void transposed(Tile tile, int channels, int from, boolean add, int to) {
    OPS.gemm(
        channels * tile.n,
        plan.in(),
        plan.out(),
        tile.w,
        from,
        ldOut,
        tile.packed,
        plan.backward(),
        add,
        tile.w,
        to,
        ldIn);
  }
}
