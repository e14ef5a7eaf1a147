package org.poise.ntk;

import java.util.List;

/**
 * The spectra that a tangent kernel has: its own, that of Λ^½ K Λ^½, and those of its diagonal
 * blocks.
 *
 * @param whole spectrum of K
 * @param weighted spectrum of Λ^½ K Λ^½
 * @param blocks spectra of K_ii, in the order of the blocks
 */
public record KernelSpectra(Spectrum whole, Spectrum weighted, List<Spectrum> blocks) {
  /** Takes a copy of the list. */
  public KernelSpectra {
    blocks = List.copyOf(blocks);
  }

  /**
   * Finds all of them; about 4/3 (2 N³ + Σ N_i³) operations.
   *
   * @param lambda diagonal of Λ [N], not negative
   */
  public static KernelSpectra of(TangentKernel kernel, double[] lambda) {
    return new KernelSpectra(
        Spectrum.of(kernel),
        Spectrum.weighted(kernel, lambda),
        kernel.blocks().blocks().stream().map(block -> Spectrum.of(kernel, block)).toList());
  }

  /** The bound 2/λ_max(Λ^½ K Λ^½) for the rate of gradient descent on the weighted loss. */
  public double largestRate() {
    return 2 / weighted.largest();
  }
}
