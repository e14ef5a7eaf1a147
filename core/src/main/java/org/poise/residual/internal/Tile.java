package org.poise.residual.internal;

import org.jspecify.annotations.Nullable;

/**
 * One worker's place of work: the arena in which a tile of points goes through the networks, and
 * what the current sweep reads and writes. Offsets inside {@link #w} come from the plans.
 */
final class Tile {
  /** In the place of {@link #norms}, where they are not wanted. */
  static final int NO_NORMS = -1;

  private static final double[] NOTHING = new double[0];

  /** The arena. */
  double[] w;

  /** Points in the tile. */
  int n;

  /** Effective parameters of the sweep, see {@link Factorizations}, and their packed copies. */
  double[] theta = NOTHING;

  double[] packed = NOTHING;

  /** What each block counts that may be dropped. */
  double[] kept = NOTHING;

  /** The effective direction of a tangent sweep [p] at an offset, and its packed copy. */
  double[] direction = NOTHING;

  int directionOff;
  double[] packedDirection = NOTHING;

  /**
   * Where a backward sweep adds gradients: [p] at an offset; or rows [n × p] under {@link
   * Sink#ROWS}.
   */
  double[] gradient = NOTHING;

  int gradientOff;
  int parameters;
  Sink sink = Sink.GRADIENT;

  /** Where a backward sweep leaves inputs and adjoints under {@link Sink#FACTORS}. */
  @Nullable Factors factors;

  /**
   * Where a backward sweep, whose adjoints carry the row scales s_j, adds s_j² ‖∂r_j/∂θ‖² in the
   * arena, θ without the trainable coefficients; or {@link #NO_NORMS}.
   */
  int norms = NO_NORMS;

  /** Offsets of channels for the row norms, of a layer's inputs; long enough for every plan. */
  int[] aOff = new int[0];

  /** Those of its outputs, where it is factored, and of its adjoints. */
  int[] zOff = new int[0];

  int[] dOff = new int[0];

  /** Offsets of the formula's slots. */
  int[] slotOff = new int[0];

  Tile() {
    w = NOTHING;
  }

  /** Makes room for a plan. */
  void ensure(int doubles, int channels, int slots) {
    if (w.length < doubles) {
      w = new double[doubles];
    }
    if (aOff.length < channels) {
      aOff = new int[channels];
      zOff = new int[channels];
      dOff = new int[channels];
    }
    if (slotOff.length < slots) {
      slotOff = new int[slots];
    }
  }
}
