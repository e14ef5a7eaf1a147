package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

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
  private final OutputGradients gradients;
  private final LinearSink sink;

  OutputStage(
      SweepShape shape,
      LinearPlan plan,
      Port in,
      OutputGradients gradients,
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
    this.outAdjoint = arena.take(size);
    this.scratch = arena.take((long) shape.channels() * shape.points());
    this.gradients = gradients;
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

  /** Where the adjoints of a channel lie: [n × outputs], rows {@link #stride} apart. */
  int adjoint(int channel, int n) {
    return outAdjoint + channel * n * stride;
  }

  int stride() {
    return stride;
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
  public void outputGradients(Tile tile) {
    for (int k = 0; k < gradients.count(); k++) {
      int to = in.gradient() + k * tile.n * ld;
      int weights = plan.forward() + gradients.output(k) * plan.in();
      OPS.fillRows(tile.n, plan.in(), 1, tile.w, to, ld, tile.packed, weights);
    }
  }

  @Override
  public void backward(Tile tile) {
    OPS.gemm(
        tile.carried.swept() * tile.n,
        plan.in(),
        plan.out(),
        tile.w,
        outAdjoint,
        stride,
        tile.packed,
        plan.backward(),
        in.add(),
        tile.w,
        in.adjoint(),
        ld);
    gradients.takeSeeds(tile, outAdjoint, stride);
    gradients.multiply(tile, in, plan.in(), ld);
    if (plan.factored() != null) {
      sink.factor(tile, transposed(tile), outAdjoint, stride);
    }
    sink.norms(tile, in.jets(), ld, outAdjoint, stride, stride);
    sink.accept(tile, in.jets(), ld, outAdjoint, stride);
  }

  /**
   * The output, laid out as its adjoints; in the place of the tangents, which no sweep needs now.
   */
  private int transposed(Tile tile) {
    int rows = shape.channels() * tile.n;
    for (int o = 0; o < plan.out(); o++) {
      for (int r = 0; r < rows; r++) {
        tile.w[outTangent + r * stride + o] = tile.w[out + o * rows + r];
      }
    }
    return outTangent;
  }
}
