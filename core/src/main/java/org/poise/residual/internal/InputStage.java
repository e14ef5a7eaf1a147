package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poise.jet.Functional;
import org.poise.jet.JetLayout;
import org.poise.linalg.internal.Ops;
import org.poise.network.Normalization;

/**
 * Normalisation and the first linear layer, without an embedding between them. The jet of an input
 * is (x − mean)/deviation and the constant rows e_i/deviation_i of the first derivatives, so only
 * the value and the components with first derivatives of its output differ from zero; the others
 * are neither computed nor read (see {@link org.poise.jet.JetTables#ofAffine}).
 */
final class InputStage implements Stage, Input {
  /** A component of the input's jet: one number for each coordinate, the same at all points. */
  private record Slope(int component, double[] weights) {}

  private final SweepShape shape;
  private final LinearPlan plan;
  private final Normalization normalization;
  private final List<Slope> slopes = new ArrayList<>();
  private final int x;
  private final int units;
  private final int row;
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
    for (int c = 1; c < layout.size(); c++) {
      if (layout.component(c).touchesFirstOrder()) {
        slopes.add(new Slope(c, weights(layout.component(c), plan.in())));
      }
    }
    this.x = arena.take((long) shape.sites() * shape.points() * plan.in());
    this.units = arena.take((long) slopes.size() * shape.points() * plan.in());
    this.row = arena.take(plan.out());
    this.z = z;
    this.ld = Ops.leadingDimension(plan.out());
    this.sink = sink;
  }

  private static double[] weights(Functional component, int inputs) {
    double[] weights = new double[inputs];
    for (Functional.Term term : component.terms()) {
      if (term.alpha().order() == 1) {
        weights[term.alpha().letters().getFirst()] = term.weight();
      }
    }
    return weights;
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
      for (int k = 0; k < slopes.size(); k++) {
        double slope = slopes.get(k).weights[i] / deviation;
        int unit = units + k * tile.n * d + i;
        for (int p = 0; p < tile.n; p++) {
          w[unit + p * d] = slope;
        }
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
      for (int k = 0; k < slopes.size(); k++) {
        Slope slope = slopes.get(k);
        Arrays.fill(tile.w, row, row + plan.out(), 0);
        for (int i = 0; i < d; i++) {
          if (slope.weights[i] != 0) {
            double scale = plan.scale() * slope.weights[i] / normalization.deviation()[i];
            int weights = thetaOff + plan.weight() + i * plan.out();
            OPS.axpy(plan.out(), scale, theta, weights, tile.w, row);
          }
        }
        int z = channel(s, slope.component, to, n);
        OPS.fillRows(n, plan.out(), 1, tile.w, z, ld, tile.w, row);
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
      for (int k = 0; k < slopes.size(); k++) {
        Slope slope = slopes.get(k);
        for (int i = 0; i < d; i++) {
          if (slope.weights[i] != 0) {
            OPS.sumRows(
                n,
                plan.out(),
                slope.weights[i] / normalization.deviation()[i],
                tile.w,
                channel(s, slope.component, from, n),
                ld,
                tile.gradient,
                weights + i * plan.out());
          }
        }
      }
    }
    sink.biasGradient(tile, from, ld);
  }

  @Override
  public int activeChannels() {
    return shape.sites() * (1 + slopes.size());
  }

  @Override
  public long productOperations() {
    return 2L * plan.in() * plan.out() * shape.sites();
  }

  private void channelOffsets(Tile tile, int dz) {
    int n = tile.n;
    int d = plan.in();
    int next = 0;
    for (int s = 0; s < shape.sites(); s++) {
      tile.aOff[next] = x + s * n * d;
      tile.dOff[next++] = channel(s, 0, dz, n);
      for (int k = 0; k < slopes.size(); k++) {
        tile.aOff[next] = units + k * n * d;
        tile.dOff[next++] = channel(s, slopes.get(k).component, dz, n);
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
    int d = plan.in();
    channelOffsets(tile, dz);
    for (int p = 0; p < tile.n; p++) {
      int row = tile.gradientOff + p * tile.parameters;
      for (int k = 0; k < activeChannels(); k++) {
        OPS.gemmTN(
            d,
            plan.out(),
            1,
            tile.w,
            tile.aOff[k] + p * d,
            d,
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
