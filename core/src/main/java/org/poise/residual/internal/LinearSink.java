package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.internal.Ops;

/**
 * What a linear layer's inputs a and adjoints δ give: row norms and gradients.
 *
 * <p>∂r_j/∂W = Σ_α δ_α a_αᵀ over the channels α that residual j touches, so ‖∂r_j/∂W‖² = Σ_{α,β}
 * ⟨δ_α,δ_β⟩⟨a_α,a_β⟩, and ∂r_j/∂b is the values' adjoint, summed over sites. Adjoints that carry
 * the row scales give s_j r_j in the place of r_j; {@link RowScales#unscale} divides.
 */
final class LinearSink {
  private final SweepShape shape;
  private final LinearPlan plan;
  private final int sum;
  private final int grams;
  private final @Nullable FactorSink factored;

  /** All components. */
  private final int[] all;

  /**
   * Plans the sink.
   *
   * @param sum region for the sum of adjoints [channels × points × ldd]; used where several
   *     equations of a point set are swept one after the other
   * @param grams region for the dot products of the inputs [points × pairs of channels]; where
   *     several equations are swept one after the other, a region of this layer alone
   * @param vectors region for the gradients of a factored layer's scales and biases
   */
  LinearSink(SweepShape shape, LinearPlan plan, int sum, int grams, int vectors) {
    this.shape = shape;
    this.plan = plan;
    this.sum = sum;
    this.grams = grams;
    all = IntStream.range(0, shape.components()).toArray();
    FactorPlan factors = plan.factored();
    factored = factors == null ? null : new FactorSink(shape, factors, vectors);
  }

  /**
   * Takes the gradients of a factored layer's scales and biases, and makes the adjoints those of a
   * plain layer without a bias; does nothing for a plain layer.
   *
   * @param z region of the layer's output, laid out as its adjoints at {@code d}
   */
  void factor(Tile tile, int z, int d, int ldd) {
    if (factored != null) {
      for (int c = 0; c < shape.channels(); c++) {
        tile.zOff[c] = z + c * tile.n * ldd;
        tile.dOff[c] = d + c * tile.n * ldd;
      }
      factored.accept(tile, shape.channels(), ldd);
    }
  }

  /** The same where only some channels differ from zero, whose offsets lie in the tile. */
  void factor(Tile tile, int channels, int ldd) {
    if (factored != null) {
      factored.accept(tile, channels, ldd);
    }
  }

  /**
   * Adds to the row norms, if the sweep wants them.
   *
   * @param out entries of an adjoint, with zeros that follow them
   */
  void norms(Tile tile, int a, int lda, int d, int out, int ldd) {
    if (tile.norms != Tile.NO_NORMS) {
      channelOffsets(tile, a, lda, d, ldd);
      channelNorms(tile, shape.channels(), plan.in(), lda, out, ldd);
    }
  }

  /**
   * The same where only some channels differ from zero, whose offsets lie in the tile.
   *
   * @param in entries of an input, with zeros that follow them
   * @param out those of an adjoint
   */
  void channelNorms(Tile tile, int channels, int in, int lda, int out, int ldd) {
    if (tile.norms == Tile.NO_NORMS) {
      return;
    }
    if (tile.sink.isFirst()) {
      grams(tile, channels, in, lda);
    }
    rowNorms(tile, channels, channels, out, ldd);
  }

  /**
   * Adds to the row norms of all equations, and leaves the sums of their adjoints as the gradient
   * takes them.
   *
   * @param z region of the layer's output, if it is factored
   * @param d region of the adjoints
   */
  void systemNorms(Tile tile, SystemPlanes planes, int a, int lda, int z, int d, int out, int ldd) {
    for (int c = 0; c < shape.channels(); c++) {
      tile.aOff[c] = a + c * tile.n * lda;
    }
    systemNorms(tile, planes, all, z, plan.in(), lda, d, out, ldd);
  }

  /**
   * The same where only some components differ from zero.
   *
   * @param components these, in order; where they start in the inputs is in the tile
   */
  void systemNorms(
      Tile tile,
      SystemPlanes planes,
      int[] components,
      int z,
      int in,
      int lda,
      int d,
      int out,
      int ldd) {
    int plane = tile.n * ldd;
    grams(tile, components.length, in, lda);
    int norms = tile.norms;
    for (int e = 0; e < planes.equations(); e++) {
      int channels = 0;
      while (channels < components.length && components[channels] < planes.channels(e)) {
        int component = components[channels];
        tile.zOff[channels] = z + component * plane;
        tile.dOff[channels++] = d + planes.plane(e, component) * plane;
      }
      if (channels > 0) {
        factor(tile, channels, ldd);
        rowNorms(tile, components.length, channels, out, ldd);
      }
      tile.norms += shape.points();
    }
    tile.norms = norms;
    for (int c = 0; factored != null && c < components.length; c++) {
      factored.scale(tile, d + planes.sum(components[c]) * plane, ldd);
    }
  }

  /** Takes the dot products of the inputs, whose offsets lie in the tile. */
  private void grams(Tile tile, int channels, int in, int lda) {
    OPS.grams(tile.n, channels, tile.w, tile.aOff, lda, in, tile.w, grams);
    if (plan.hasPlainBias()) {
      addBias(tile, channels);
    }
  }

  /**
   * Adds to the row norms.
   *
   * @param inputs channels of the inputs
   * @param channels channels of the adjoints, the first of these, whose offsets lie in the tile
   */
  private void rowNorms(Tile tile, int inputs, int channels, int out, int ldd) {
    OPS.rowNorms(
        tile.n,
        channels,
        plan.scale() * plan.scale(),
        tile.w,
        grams,
        Ops.pairs(inputs),
        tile.w,
        tile.dOff,
        ldd,
        out,
        tile.w,
        tile.norms);
  }

  private void channelOffsets(Tile tile, int a, int lda, int d, int ldd) {
    for (int c = 0; c < shape.channels(); c++) {
      tile.aOff[c] = a + c * tile.n * lda;
      tile.dOff[c] = d + c * tile.n * ldd;
    }
  }

  /**
   * Adds what makes the row norms those of (W, b): b is a row of W whose input is 1 on the values
   * and 0 on derivatives.
   */
  private void addBias(Tile tile, int channels) {
    double one = 1 / (plan.scale() * plan.scale());
    int each = channels / shape.sites();
    int pairs = Ops.pairs(channels);
    for (int t = 0; t < shape.sites(); t++) {
      for (int s = 0; s <= t; s++) {
        int at = grams + Ops.pair(s * each, t * each);
        double product = s == t ? one : 2 * one;
        for (int p = 0; p < tile.n; p++) {
          tile.w[at + p * pairs] += product;
        }
      }
    }
  }

  /** Does with the adjoints what the tile's sink says. */
  void accept(Tile tile, int a, int lda, int d, int ldd) {
    if (tile.sink == Sink.ROWS) {
      rows(tile, a, lda, d, ldd);
      return;
    }
    if (tile.sink == Sink.FACTORS) {
      channelOffsets(tile, a, lda, d, ldd);
      keep(tile, shape.channels(), lda, ldd);
      return;
    }
    int from = collected(tile, d, ldd);
    if (from >= 0) {
      gradient(tile, a, lda, from, ldd);
    }
  }

  /** Adds what inputs and adjoints give to the gradient. */
  void gradient(Tile tile, int a, int lda, int d, int ldd) {
    OPS.gemmTN(
        plan.in(),
        plan.out(),
        shape.channels() * tile.n,
        tile.w,
        a,
        lda,
        tile.w,
        d,
        ldd,
        tile.gradient,
        tile.gradientOff + plan.weight(),
        plan.out());
    biasGradient(tile, d, ldd);
  }

  /** Keeps inputs and adjoints of the channels, whose offsets lie in the tile. */
  void keep(Tile tile, int channels, int lda, int ldd) {
    Objects.requireNonNull(tile.factors)
        .take(plan, tile, channels, channels / shape.sites(), lda, ldd);
  }

  void biasGradient(Tile tile, int d, int ldd) {
    if (!plan.hasPlainBias()) {
      return;
    }
    for (int s = 0; s < shape.sites(); s++) {
      OPS.sumRows(
          tile.n,
          plan.out(),
          1,
          tile.w,
          d + s * shape.components() * tile.n * ldd,
          ldd,
          tile.gradient,
          tile.gradientOff + plan.bias());
    }
  }

  /**
   * The region of the adjoints that go into the gradient now, or −1 where more equations are to
   * come.
   */
  int collected(Tile tile, int d, int ldd) {
    if (tile.sink == Sink.GRADIENT) {
      return d;
    }
    assert sum >= 0 : "one equation has no sum, and rows are not summed";
    int size = shape.channels() * tile.n * ldd;
    Planes.copy(tile.w, size, d, sum, !tile.sink.isFirst());
    return tile.sink == Sink.COLLECT_LAST ? sum : -1;
  }

  /** Adds each residual's own ∂r_j/∂(W, b) to its row. */
  private void rows(Tile tile, int a, int lda, int d, int ldd) {
    int channels = shape.channels();
    for (int p = 0; p < tile.n; p++) {
      int row = tile.gradientOff + p * tile.parameters;
      OPS.gemmTN(
          plan.in(),
          plan.out(),
          channels,
          tile.w,
          a + p * lda,
          tile.n * lda,
          tile.w,
          d + p * ldd,
          tile.n * ldd,
          tile.gradient,
          row + plan.weight(),
          plan.out());
      biasRow(tile, p, row, d, ldd);
    }
  }

  void biasRow(Tile tile, int p, int row, int d, int ldd) {
    if (!plan.hasPlainBias()) {
      return;
    }
    for (int s = 0; s < shape.sites(); s++) {
      int value = d + (s * shape.components() * tile.n + p) * ldd;
      OPS.add(plan.out(), tile.w, value, tile.gradient, row + plan.bias());
    }
  }
}
