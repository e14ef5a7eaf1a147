package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.internal.Ops;

/**
 * The last linear layer, a few outputs wide, by dot products. Its output lies as
 * [output][channel][point], so that a formula reads planes of points; adjoints come in as
 * [channel][point][output].
 */
final class OutputStage implements ChainStage {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final Port in;
  private final int ld;
  private final int stride;
  private final int out;
  private final int outTangent;
  private final int outAdjoint;
  private final int scratch;
  private final @Nullable SystemSweep system;
  private final LinearSink sink;

  /**
   * Plans the stage.
   *
   * @param system the adjoints of all equations, if they are swept back together
   */
  OutputStage(
      SweepShape shape,
      LinearPlan plan,
      Port in,
      @Nullable SystemSweep system,
      Arena arena,
      LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.in = in;
    this.ld = Ops.leadingDimension(plan.in());
    // Of several outputs the adjoints have a width for vectors; what they do not use is zero.
    this.stride = plan.out() == 1 ? 1 : Ops.wholeLanes(plan.out());
    long size = (long) stride * shape.channels() * shape.points();
    this.out = arena.take(size);
    this.outTangent = arena.take(size);
    int planes = system == null ? shape.channels() : system.planes().count();
    this.outAdjoint = arena.take((long) stride * planes * shape.points());
    this.scratch = arena.take((long) shape.channels() * shape.points());
    this.system = system;
    this.sink = sink;
  }

  /** Where an output's component lies, for {@code n} points: [n]. */
  int value(int output, int channel, int n) {
    return out + (output * shape.channels() + channel) * n;
  }

  /** Where the tangent of an output's component lies. */
  int tangentOf(int output, int channel, int n) {
    return outTangent + (output * shape.channels() + channel) * n;
  }

  /** Sets the adjoints to zero. */
  void clearSeeds(Tile tile) {
    Arrays.fill(tile.w, outAdjoint, outAdjoint + shape.channels() * tile.n * stride, 0);
  }

  /** Adds numbers [n] to the adjoints of an output's channel, or of a plane of all equations. */
  void addSeeds(Tile tile, int plane, int output, int seeds) {
    double[] w = tile.w;
    int to = outAdjoint + plane * tile.n * stride + output;
    for (int p = 0; p < tile.n; p++) {
      w[to + p * stride] += w[seeds + p];
    }
  }

  /**
   * Sets the adjoints of all equations to zero, but for those of outputs whose gradients are
   * wanted.
   */
  void clearSystem(Tile tile) {
    SystemPlanes planes = Objects.requireNonNull(system).planes();
    int plane = tile.n * stride;
    Arrays.fill(tile.w, outAdjoint, outAdjoint + planes.count() * plane, 0);
    for (int k = 0; k < planes.outputs().size(); k++) {
      int from = outAdjoint + planes.gradient(k) * plane + planes.outputs().get(k);
      for (int p = 0; p < tile.n; p++) {
        tile.w[from + p * stride] = 1;
      }
    }
  }

  @Override
  public void forward(Tile tile) {
    for (int o = 0; o < plan.out(); o++) {
      double bias = plan.isBiased() ? tile.theta[plan.bias() + o] : 0;
      dots(tile, in.jets(), tile.packed, plan.forward() + o * plan.in(), bias, value(o, 0, tile.n));
    }
  }

  @Override
  public void tangent(Tile tile) {
    int rows = shape.channels() * tile.n;
    for (int o = 0; o < plan.out(); o++) {
      int w = plan.forward() + o * plan.in();
      double bias = plan.isBiased() ? tile.direction[tile.directionOff + plan.bias() + o] : 0;
      dots(tile, in.jets(), tile.packedDirection, w, bias, tangentOf(o, 0, tile.n));
      dots(tile, in.tangent(), tile.packed, w, 0, scratch);
      OPS.add(rows, tile.w, scratch, tile.w, tangentOf(o, 0, tile.n));
    }
  }

  /** to[channel][point] = ⟨from, w⟩, with the bias on the values. */
  private void dots(Tile tile, int from, double[] weights, int w, double bias, int to) {
    int n = tile.n;
    int components = shape.components();
    for (int s = 0; s < shape.sites(); s++) {
      int c = s * components;
      OPS.dotRows(
          n, plan.in(), tile.w, from + c * n * ld, ld, weights, w, bias, tile.w, to + c * n, 1);
      OPS.dotRows(
          (components - 1) * n,
          plan.in(),
          tile.w,
          from + (c + 1) * n * ld,
          ld,
          weights,
          w,
          0,
          tile.w,
          to + (c + 1) * n,
          1);
    }
  }

  @Override
  public void backward(Tile tile) {
    transposed(tile, shape.channels(), in.add());
    if (plan.factored() != null) {
      sink.factor(tile, rows(tile), outAdjoint, stride);
    }
    sink.norms(tile, in.jets(), ld, outAdjoint, stride, stride);
    sink.accept(tile, in.jets(), ld, outAdjoint, stride);
  }

  @Override
  public void systemBackward(Tile tile) {
    SystemPlanes planes = Objects.requireNonNull(system).planes();
    transposed(tile, planes.passed(), false);
    int z = plan.factored() == null ? -1 : rows(tile);
    sink.systemNorms(tile, planes, in.jets(), ld, z, outAdjoint, stride, stride);
    int sum = outAdjoint + planes.sum(0) * tile.n * stride;
    sink.gradient(tile, in.jets(), ld, sum, stride);
  }

  /** The product of so many planes of adjoints with Wᵀ. */
  private void transposed(Tile tile, int count, boolean add) {
    OPS.gemm(
        count * tile.n,
        plan.in(),
        plan.out(),
        tile.w,
        outAdjoint,
        stride,
        tile.packed,
        plan.backward(),
        add,
        tile.w,
        in.adjoint(),
        ld);
  }

  /**
   * The output, laid out as its adjoints; in the place of the tangents, which no sweep needs now.
   */
  private int rows(Tile tile) {
    int rows = shape.channels() * tile.n;
    for (int o = 0; o < plan.out(); o++) {
      for (int r = 0; r < rows; r++) {
        tile.w[outTangent + r * stride + o] = tile.w[out + o * rows + r];
      }
    }
    return outTangent;
  }
}
