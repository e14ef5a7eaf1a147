package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.internal.Ops;

/**
 * A linear layer of coordinates (see {@link AffineInput}). Only the value and the components with
 * first derivatives of its output differ from zero; the others are not computed where only
 * elementwise functions read it, which know that (see {@link org.poise.jet.JetTables#ofAffine}),
 * and set to zero otherwise.
 */
final class AffineStage implements ChainStage {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final AffineInput input;
  private final Port out;
  private final boolean sparse;
  private final int ld;
  private final @Nullable SystemSweep system;
  private final LinearSink sink;
  private final int row;

  /** The components that may differ from zero, in order. */
  private final int[] components;

  /**
   * Plans the stage.
   *
   * @param sparse whether what is zero need not be written
   * @param system the adjoints of all equations, if they are swept back together
   */
  AffineStage(
      SweepShape shape,
      LinearPlan plan,
      AffineInput input,
      Port out,
      boolean sparse,
      Arena arena,
      @Nullable SystemSweep system,
      LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.input = input;
    this.out = out;
    this.sparse = sparse;
    this.ld = Ops.leadingDimension(plan.out());
    this.system = system;
    this.sink = sink;
    this.row = arena.take(plan.out());
    this.components = new int[1 + input.slopes()];
    for (int k = 0; k < input.slopes(); k++) {
      components[1 + k] = input.component(k);
    }
  }

  @Override
  public void forward(Tile tile) {
    affine(tile, tile.theta, 0, tile.packed, out.jets());
  }

  @Override
  public void tangent(Tile tile) {
    affine(tile, tile.direction, tile.directionOff, tile.packedDirection, out.tangent());
  }

  private void affine(Tile tile, double[] theta, int thetaOff, double[] packed, int to) {
    int n = tile.n;
    int d = plan.in();
    for (int s = 0; s < shape.sites(); s++) {
      int value = channel(s, 0, to, n);
      OPS.gemm(
          n,
          plan.out(),
          d,
          tile.w,
          input.values(s, n),
          input.stride(),
          packed,
          plan.forward(),
          false,
          tile.w,
          value,
          ld);
      if (plan.isBiased()) {
        OPS.addRow(n, plan.out(), tile.w, value, ld, theta, thetaOff + plan.bias());
      }
      if (!sparse) {
        Arrays.fill(tile.w, value + n * ld, value + shape.components() * n * ld, 0);
      }
      for (int k = 0; k < input.slopes(); k++) {
        Arrays.fill(tile.w, row, row + plan.out(), 0);
        for (int i = 0; i < d; i++) {
          double weight = input.weight(k, i);
          if (weight != 0) {
            double scale = plan.scale() * weight / input.deviation(i);
            int weights = thetaOff + plan.weight() + i * plan.out();
            OPS.axpy(plan.out(), scale, theta, weights, tile.w, row);
          }
        }
        int z = channel(s, input.component(k), to, n);
        OPS.fillRows(n, plan.out(), 1, tile.w, z, ld, tile.w, row);
      }
    }
  }

  private int channel(int site, int component, int region, int n) {
    return region + (site * shape.components() + component) * n * ld;
  }

  @Override
  public void backward(Tile tile) {
    int dz = out.adjoint();
    channelOffsets(tile, dz);
    int channels = input.activeChannels();
    sink.factor(tile, channels, ld);
    int width = input.stride();
    sink.channelNorms(tile, channels, width, width, plan.out(), ld);
    if (tile.sink == Sink.ROWS) {
      rows(tile, dz);
      return;
    }
    if (tile.sink == Sink.FACTORS) {
      sink.keep(tile, channels, input.stride(), ld);
      return;
    }
    int from = sink.collected(tile, dz, ld);
    if (from >= 0) {
      gradient(tile, from);
    }
  }

  @Override
  public void systemBackward(Tile tile) {
    SystemPlanes planes = Objects.requireNonNull(system).planes();
    channelOffsets(tile, out.adjoint());
    int width = input.stride();
    sink.systemNorms(
        tile, planes, components, out.jets(), width, width, out.adjoint(), plan.out(), ld);
    gradient(tile, out.adjoint() + planes.sum(0) * tile.n * ld);
  }

  /** Adds what the inputs and adjoints give to the gradient. */
  private void gradient(Tile tile, int from) {
    int n = tile.n;
    int d = plan.in();
    int weights = tile.gradientOff + plan.weight();
    for (int s = 0; s < shape.sites(); s++) {
      OPS.gemmTN(
          d,
          plan.out(),
          n,
          tile.w,
          input.values(s, n),
          input.stride(),
          tile.w,
          channel(s, 0, from, n),
          ld,
          tile.gradient,
          weights,
          plan.out());
      for (int k = 0; k < input.slopes(); k++) {
        for (int i = 0; i < d; i++) {
          double weight = input.weight(k, i);
          if (weight != 0) {
            OPS.sumRows(
                n,
                plan.out(),
                weight / input.deviation(i),
                tile.w,
                channel(s, input.component(k), from, n),
                ld,
                tile.gradient,
                weights + i * plan.out());
          }
        }
      }
    }
    sink.biasGradient(tile, from, ld);
  }

  private void channelOffsets(Tile tile, int dz) {
    int n = tile.n;
    int next = 0;
    for (int s = 0; s < shape.sites(); s++) {
      tile.aOff[next] = input.values(s, n);
      tile.zOff[next] = channel(s, 0, out.jets(), n);
      tile.dOff[next++] = channel(s, 0, dz, n);
      for (int k = 0; k < input.slopes(); k++) {
        tile.aOff[next] = input.derivatives(k, n);
        tile.zOff[next] = channel(s, input.component(k), out.jets(), n);
        tile.dOff[next++] = channel(s, input.component(k), dz, n);
      }
    }
  }

  private void rows(Tile tile, int dz) {
    int d = plan.in();
    for (int p = 0; p < tile.n; p++) {
      int row = tile.gradientOff + p * tile.parameters;
      for (int k = 0; k < input.activeChannels(); k++) {
        OPS.gemmTN(
            d,
            plan.out(),
            1,
            tile.w,
            tile.aOff[k] + p * input.stride(),
            input.stride(),
            tile.w,
            tile.dOff[k] + p * ld,
            ld,
            tile.gradient,
            row + plan.weight(),
            plan.out());
      }
      sink.biasRow(tile, p, row, dz, ld);
    }
  }
}
