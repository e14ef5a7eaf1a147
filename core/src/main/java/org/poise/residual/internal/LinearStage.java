package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.linalg.internal.Ops;

/**
 * A linear layer between hidden layers, or behind an embedding: the same product for every channel,
 * the bias on the values only.
 */
final class LinearStage implements Stage {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final int a;
  private final int z;
  private final int ldIn;
  private final int ldOut;
  private final boolean fixedInput;
  private final LinearSink sink;

  /**
   * Plans the stage.
   *
   * @param a region of its input jets, {@code z} of its output jets
   * @param fixedInput whether the input does not depend on θ
   */
  LinearStage(
      SweepShape shape, LinearPlan plan, int a, int z, boolean fixedInput, LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.a = a;
    this.z = z;
    this.ldIn = Ops.leadingDimension(plan.in());
    this.ldOut = Ops.leadingDimension(plan.out());
    this.fixedInput = fixedInput;
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
        a,
        ldIn,
        tile.packed,
        plan.forward(),
        false,
        tile.w,
        z,
        ldOut);
    addBias(tile, z, tile.theta, 0);
  }

  @Override
  public void tangent(Tile tile) {
    int rows = shape.channels() * tile.n;
    int dz = shape.adjointZ();
    if (!fixedInput) {
      OPS.gemm(
          rows,
          plan.out(),
          plan.in(),
          tile.w,
          shape.adjointA(),
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
        a,
        ldIn,
        tile.packedDirection,
        plan.forward(),
        !fixedInput,
        tile.w,
        dz,
        ldOut);
    addBias(tile, dz, tile.direction, tile.directionOff);
  }

  private void addBias(Tile tile, int to, double[] from, int fromOff) {
    for (int s = 0; s < shape.sites(); s++) {
      int value = to + s * shape.components() * tile.n * ldOut;
      OPS.addRow(tile.n, plan.out(), tile.w, value, ldOut, from, fromOff + plan.bias());
    }
  }

  @Override
  public void backward(Tile tile) {
    int rows = shape.channels() * tile.n;
    sink.norms(tile, a, ldIn, shape.adjointZ(), ldOut);
    if (!fixedInput) {
      OPS.gemm(
          rows,
          plan.in(),
          plan.out(),
          tile.w,
          shape.adjointZ(),
          ldOut,
          tile.packed,
          plan.backward(),
          false,
          tile.w,
          shape.adjointA(),
          ldIn);
    }
    sink.accept(tile, a, ldIn, shape.adjointZ(), ldOut);
  }
}
