package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import org.poise.linalg.internal.Ops;

/**
 * A linear layer of coordinates (see {@link AffineInput}). Only the value and the first derivatives
 * of its output differ from zero; the others are not computed where only elementwise functions read
 * it, which know that (see {@link org.poise.jet.JetTables#ofAffine}), and set to zero otherwise.
 */
final class AffineStage implements Stage {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final AffineInput input;
  private final Port out;
  private final boolean sparse;
  private final int ld;
  private final LinearSink sink;

  /**
   * Plans the stage.
   *
   * @param sparse whether what is zero need not be written
   */
  AffineStage(
      SweepShape shape,
      LinearPlan plan,
      AffineInput input,
      Port out,
      boolean sparse,
      LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.input = input;
    this.out = out;
    this.sparse = sparse;
    this.ld = Ops.leadingDimension(plan.out());
    this.sink = sink;
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
          d,
          packed,
          plan.forward(),
          false,
          tile.w,
          value,
          ld);
      if (plan.isBiased()) {
        OPS.addRow(n, plan.out(), tile.w, value, ld, theta, thetaOff + plan.bias());
      }
      for (int c = 1; c < shape.components(); c++) {
        int i = input.coordinateOf(c);
        if (i >= 0) {
          double scale = plan.scale() / input.deviation(i);
          int row = thetaOff + plan.weight() + i * plan.out();
          OPS.fillRows(n, plan.out(), scale, tile.w, channel(s, c, to, n), ld, theta, row);
        } else if (!sparse) {
          int zero = channel(s, c, to, n);
          Arrays.fill(tile.w, zero, zero + n * ld, 0);
        }
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
    sink.factor(tile, input.activeChannels(), out.jets(), dz, ld);
    if (tile.norms) {
      norms(tile, dz);
    }
    if (tile.sink == Sink.ROWS) {
      rows(tile, dz);
      return;
    }
    if (tile.sink == Sink.FACTORS) {
      sink.keep(tile, input.activeChannels(), plan.in(), ld);
      return;
    }
    int from = sink.scaled(tile, dz, ld);
    if (from < 0) {
      return;
    }
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
          d,
          tile.w,
          channel(s, 0, from, n),
          ld,
          tile.gradient,
          weights,
          plan.out());
      for (int c = 1; c < shape.components(); c++) {
        int i = input.coordinateOf(c);
        if (i >= 0) {
          double scale = 1 / input.deviation(i);
          OPS.sumRows(
              n,
              plan.out(),
              scale,
              tile.w,
              channel(s, c, from, n),
              ld,
              tile.gradient,
              weights + i * plan.out());
        }
      }
    }
    sink.biasGradient(tile, from, ld);
  }

  private void channelOffsets(Tile tile, int dz) {
    int n = tile.n;
    int d = plan.in();
    int k = 0;
    for (int s = 0; s < shape.sites(); s++) {
      for (int c = 0; c < shape.components(); c++) {
        if (c == 0 || input.coordinateOf(c) >= 0) {
          tile.aOff[k] = c == 0 ? input.values(s, n) : input.derivatives(input.coordinateOf(c), n);
          tile.dOff[k] = channel(s, c, dz, n);
          k++;
        }
      }
    }
  }

  private void norms(Tile tile, int dz) {
    int d = plan.in();
    OPS.rowNorms(
        tile.n,
        input.activeChannels(),
        plan.scale() * plan.scale(),
        tile.w,
        tile.aOff,
        d,
        d,
        tile.w,
        tile.dOff,
        ld,
        plan.out(),
        tile.w,
        shape.norms());
    sink.biasNorms(tile, dz, ld);
  }

  private void rows(Tile tile, int dz) {
    int n = tile.n;
    int d = plan.in();
    int out = plan.out();
    for (int p = 0; p < n; p++) {
      int row = tile.gradientOff + p * tile.parameters;
      for (int s = 0; s < shape.sites(); s++) {
        for (int c = 0; c < shape.components(); c++) {
          if (c > 0 && input.coordinateOf(c) < 0) {
            continue;
          }
          int i = input.coordinateOf(c);
          int a = (c == 0 ? input.values(s, n) : input.derivatives(i, n)) + p * d;
          OPS.gemmTN(
              d,
              out,
              1,
              tile.w,
              a,
              d,
              tile.w,
              channel(s, c, dz, n) + p * ld,
              ld,
              tile.gradient,
              row + plan.weight(),
              out);
        }
      }
      sink.biasRow(tile, p, row, dz, ld);
    }
  }
}
