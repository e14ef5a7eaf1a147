package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import org.poise.jet.JetLayout;
import org.poise.jet.MultiIndex;
import org.poise.linalg.internal.Ops;
import org.poise.network.Normalization;

/**
 * Normalisation and the first linear layer, without an embedding between them. The jet of an input
 * is (x − mean)/deviation and the constant rows e_i/deviation_i of the first derivatives, so only
 * the value and the first derivatives of its output differ from zero; the others are neither
 * computed nor read (see {@link org.poise.jet.JetTables#ofAffine}).
 */
final class InputStage implements Stage, Input {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final Normalization normalization;
  private final int[] coordinateOf;
  private final int activePerSite;
  private final int x;
  private final int units;
  private final int z;
  private final int ld;
  private final LinearSink sink;

  InputStage(
      SweepShape shape,
      LinearPlan plan,
      Normalization normalization,
      JetLayout layout,
      Arena arena,
      int z,
      LinearSink sink) {
    this.shape = shape;
    this.plan = plan;
    this.normalization = normalization;
    this.coordinateOf = new int[layout.size()];
    int active = 1;
    for (int c = 0; c < layout.size(); c++) {
      MultiIndex alpha = layout.component(c);
      coordinateOf[c] = alpha.order() == 1 ? alpha.letters().getFirst() : -1;
      active += alpha.order() == 1 ? 1 : 0;
    }
    this.activePerSite = active;
    this.x = arena.take((long) shape.sites() * shape.points() * plan.in());
    this.units = arena.take((long) plan.in() * shape.points() * plan.in());
    this.z = z;
    this.ld = Ops.leadingDimension(plan.out());
    this.sink = sink;
  }

  @Override
  public void load(Tile tile, int site, int coordinates, int stride) {
    int d = plan.in();
    double[] w = tile.w;
    for (int i = 0; i < d; i++) {
      double mean = normalization.mean()[i];
      double deviation = normalization.deviation()[i];
      int to = x + site * tile.n * d + i;
      for (int p = 0; p < tile.n; p++) {
        w[to + p * d] = (w[coordinates + i * stride + p] - mean) / deviation;
      }
      int unit = units + i * tile.n * d;
      Arrays.fill(w, unit, unit + tile.n * d, 0);
      for (int p = 0; p < tile.n; p++) {
        w[unit + p * d + i] = 1 / deviation;
      }
    }
  }

  @Override
  public void forward(Tile tile) {
    affine(tile, tile.theta, 0, tile.packed, z);
  }

  @Override
  public void tangent(Tile tile) {
    affine(tile, tile.direction, tile.directionOff, tile.packedDirection, shape.adjointZ());
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
          x + s * n * d,
          d,
          packed,
          plan.forward(),
          false,
          tile.w,
          value,
          ld);
      OPS.addRow(n, plan.out(), tile.w, value, ld, theta, thetaOff + plan.bias());
      for (int c = 1; c < coordinateOf.length; c++) {
        int i = coordinateOf[c];
        if (i >= 0) {
          double scale = plan.scale() / normalization.deviation()[i];
          int row = thetaOff + plan.weight() + i * plan.out();
          OPS.fillRows(n, plan.out(), scale, tile.w, channel(s, c, to, n), ld, theta, row);
        }
      }
    }
  }

  private int channel(int site, int component, int region, int n) {
    return region + (site * shape.components() + component) * n * ld;
  }

  @Override
  public void backward(Tile tile) {
    int dz = shape.adjointZ();
    if (tile.norms) {
      norms(tile, dz);
    }
    if (tile.sink == Sink.ROWS) {
      rows(tile, dz);
      return;
    }
    if (tile.sink == Sink.FACTORS) {
      channelOffsets(tile, dz);
      sink.keep(tile, activeChannels(), plan.in(), ld);
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
          x + s * n * d,
          d,
          tile.w,
          channel(s, 0, from, n),
          ld,
          tile.gradient,
          weights,
          plan.out());
      for (int c = 1; c < coordinateOf.length; c++) {
        int i = coordinateOf[c];
        if (i >= 0) {
          double scale = 1 / normalization.deviation()[i];
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

  @Override
  public int activeChannels() {
    return shape.sites() * activePerSite;
  }

  @Override
  public long productOperations() {
    return 2L * plan.in() * plan.out() * shape.sites();
  }

  private void channelOffsets(Tile tile, int dz) {
    int n = tile.n;
    int d = plan.in();
    int k = 0;
    for (int s = 0; s < shape.sites(); s++) {
      for (int c = 0; c < coordinateOf.length; c++) {
        if (c == 0 || coordinateOf[c] >= 0) {
          tile.aOff[k] = c == 0 ? x + s * n * d : units + coordinateOf[c] * n * d;
          tile.dOff[k] = channel(s, c, dz, n);
          k++;
        }
      }
    }
  }

  private void norms(Tile tile, int dz) {
    int d = plan.in();
    channelOffsets(tile, dz);
    OPS.rowNorms(
        tile.n,
        activeChannels(),
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
        for (int c = 0; c < coordinateOf.length; c++) {
          if (c > 0 && coordinateOf[c] < 0) {
            continue;
          }
          int input = c == 0 ? x + (s * n + p) * d : units + (coordinateOf[c] * n + p) * d;
          OPS.gemmTN(
              d,
              out,
              1,
              tile.w,
              input,
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
