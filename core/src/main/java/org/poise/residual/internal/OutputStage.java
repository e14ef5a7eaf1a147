package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.linalg.internal.Ops;

/**
 * The last linear layer, a few outputs wide, by dot products. Its output lies as
 * [output][channel][point], so that a formula reads planes of points; adjoints come in as
 * [channel][point][output].
 */
final class OutputStage implements Stage {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final Port in;
  private final int ld;
  private final int out;
  private final int outTangent;
  private final int outAdjoint;
  private final int scratch;
  private final LinearSink sink;

  OutputStage(SweepShape shape, LinearPlan plan, Port in, Arena arena, LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.in = in;
    this.ld = Ops.leadingDimension(plan.in());
    long size = (long) plan.out() * shape.channels() * shape.points();
    this.out = arena.take(size);
    this.outTangent = arena.take(size);
    this.outAdjoint = arena.take(size);
    this.scratch = arena.take((long) shape.channels() * shape.points());
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

  /** Where the adjoints of a channel lie: [n × outputs]. */
  int adjoint(int channel, int n) {
    return outAdjoint + channel * n * plan.out();
  }

  int outputs() {
    return plan.out();
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
    int outputs = plan.out();
    OPS.gemm(
        tile.channels * tile.n,
        plan.in(),
        outputs,
        tile.w,
        outAdjoint,
        outputs,
        tile.packed,
        plan.backward(),
        in.add(),
        tile.w,
        in.adjoint(),
        ld);
    if (plan.factored() != null) {
      sink.factor(tile, transposed(tile), outAdjoint, outputs);
    }
    sink.norms(tile, in.jets(), ld, outAdjoint, outputs);
    sink.accept(tile, in.jets(), ld, outAdjoint, outputs);
  }

  /**
   * The output, laid out as its adjoints; in the place of the tangents, which no sweep needs now.
   */
  private int transposed(Tile tile) {
    int rows = shape.channels() * tile.n;
    for (int o = 0; o < plan.out(); o++) {
      for (int r = 0; r < rows; r++) {
        tile.w[outTangent + r * plan.out() + o] = tile.w[out + o * rows + r];
      }
    }
    return outTangent;
  }
}
