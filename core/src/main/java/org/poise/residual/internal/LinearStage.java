package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable SystemSweep system;
  private final LinearSink sink;

  /**
   * Plans the stage.
   *
   * @param system the adjoints of all equations, if they are swept back together
   */
  LinearStage(
      SweepShape shape,
      LinearPlan plan,
      Port in,
      Port out,
      @Nullable SystemSweep system,
      LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.in = in;
    this.out = out;
    this.ldIn = Ops.leadingDimension(plan.in());
    this.ldOut = Ops.leadingDimension(plan.out());
    this.system = system;
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
  public void backward(Tile tile) {
    transposed(tile, shape.channels(), in.add());
    sink.factor(tile, out.jets(), out.adjoint(), ldOut);
    sink.norms(tile, in.jets(), ldIn, out.adjoint(), plan.out(), ldOut);
    sink.accept(tile, in.jets(), ldIn, out.adjoint(), ldOut);
  }

  @Override
  public void systemBackward(Tile tile) {
    SystemPlanes planes = Objects.requireNonNull(system).planes();
    transposed(tile, planes.passed(), false);
    sink.systemNorms(tile, planes, in.jets(), ldIn, out.jets(), out.adjoint(), plan.out(), ldOut);
    int sum = out.adjoint() + planes.sum(0) * tile.n * ldOut;
    sink.gradient(tile, in.jets(), ldIn, sum, ldOut);
  }

  /** The product of so many planes of adjoints with Wᵀ, if the input has adjoints. */
  private void transposed(Tile tile, int count, boolean add) {
    if (in.isFixed()) {
      return;
    }
    OPS.gemm(
        count * tile.n,
        plan.in(),
        plan.out(),
        tile.w,
        out.adjoint(),
        ldOut,
        tile.packed,
        plan.backward(),
        add,
        tile.w,
        in.adjoint(),
        ldIn);
  }
}
