package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import java.util.Objects;
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

  /**
   * Plans the sink.
   *
   * @param sum region for the sum of adjoints [channels × points × ldd]; used where several
   *     equations of a point set use the network
   * @param grams region for the dot products of the inputs [points × pairs of channels]; where
   *     several equations use the network, a region of this layer alone
   * @param vectors region for the gradients of a factored layer's scales and biases
   */
  LinearSink(SweepShape shape, LinearPlan plan, int sum, int grams, int vectors) {
    this.shape = shape;
    this.plan = plan;
    this.sum = sum;
    this.grams = grams;
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
      for (int c = 0; c < tile.carried.channels(); c++) {
        tile.dOff[c] = d + c * tile.n * ldd;
      }
      factored.accept(tile, tile.carried.channels(), z, d, ldd);
    }
  }

  /**
   * The same where only some channels differ from zero; where their adjoints start is in the tile.
   */
  void factor(Tile tile, int channels, int z, int d, int ldd) {
    if (factored != null) {
      factored.accept(tile, channels, z, d, ldd);
    }
  }

  /**
   * Adds to the row norms, if the sweep wants them.
   *
   * @param out entries of an adjoint, with zeros that follow them
   */
  void norms(Tile tile, int a, int lda, int d, int out, int ldd) {
    if (tile.norms) {
      channelOffsets(tile, a, lda, d, ldd);
      channelNorms(tile, shape.channels(), tile.carried.channels(), plan.in(), lda, out, ldd);
    }
  }

  /**
   * The same where only some channels differ from zero, whose offsets lie in the tile.
   *
   * @param inputs channels of the inputs
   * @param channels channels of the adjoints, the first of these
   * @param in entries of an input, with zeros that follow them
   * @param out those of an adjoint
   */
  void channelNorms(Tile tile, int inputs, int channels, int in, int lda, int out, int ldd) {
    if (!tile.norms) {
      return;
    }
    if (tile.sink.isFirst()) {
      OPS.grams(tile.n, inputs, tile.w, tile.aOff, lda, in, tile.w, grams);
      if (plan.hasPlainBias()) {
        addBias(tile, inputs);
      }
    }
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
        shape.norms());
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
    if (from < 0) {
      return;
    }
    int k = shape.channels() * tile.n;
    OPS.gemmTN(
        plan.in(),
        plan.out(),
        k,
        tile.w,
        a,
        lda,
        tile.w,
        from,
        ldd,
        tile.gradient,
        tile.gradientOff + plan.weight(),
        plan.out());
    biasGradient(tile, from, ldd);
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
    int size = tile.carried.channels() * tile.n * ldd;
    Planes.copy(tile.w, size, d, sum, !tile.sink.isFirst());
    if (tile.sink.isFirst()) {
      Arrays.fill(tile.w, sum + size, sum + shape.channels() * tile.n * ldd, 0);
    }
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
