package org.poise.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.residual.Block;
import org.poise.residual.Blocks;

/** Kernels, spectra and decay where they are known by hand. */
class TangentKernelTest {
  private static final Blocks BLOCKS =
      new Blocks(
          List.of(new Block("pde", "pde", "inside", 0, 2), new Block("end", "end", "ends", 2, 1)),
          3);
  private static final double[] THETA = {0.5, -1, 2};

  private static LinearMap map(double[][] a) {
    return new LinearMap(BLOCKS, a, new double[] {1, 2, 3});
  }

  private static TangentKernel kernel(double[][] a) {
    return TangentKernel.of(map(a), THETA);
  }

  @Test
  void entriesTracesAndNorm() {
    TangentKernel kernel = kernel(new double[][] {{1, 0, 0}, {1, 1, 0}, {0, 2, 1}});
    assertThat(kernel.values()).containsExactly(1, 1, 0, 1, 2, 2, 0, 2, 5);
    assertThat(kernel.traces()).containsExactly(3, 5);
    assertThat(kernel.norm()).isEqualTo(Math.sqrt(1 + 2 + 4 + 8 + 25), offset(1e-15));
  }

  @Test
  void spectraOfTheWholeOfBlocksAndWeighted() {
    TangentKernel kernel = kernel(new double[][] {{1, 0, 0}, {1, 1, 0}, {0, 0, 3}});
    double golden = (3 + Math.sqrt(5)) / 2;
    assertThat(Spectrum.of(kernel).values())
        .containsExactly(new double[] {9, golden, 1 / golden}, offset(1e-14));
    Spectrum block = Spectrum.of(kernel, BLOCKS.blocks().get(0));
    assertThat(block.values()).containsExactly(new double[] {golden, 1 / golden}, offset(1e-14));
    assertThat(block.condition()).isCloseTo(golden * golden, offset(1e-13));
    // λ = 3 and 1 over two rows and one: Λ = diag(3, 3, 2).
    double[] lambda = TangentKernel.lambda(BLOCKS, new double[] {3, 1});
    assertThat(lambda).containsExactly(3, 3, 2);
    assertThat(Spectrum.weighted(kernel, lambda).values())
        .containsExactly(new double[] {18, 3 * golden, 3 / golden}, offset(1e-13));
  }

  @Test
  void whatIsRoundingIsNotCounted() {
    Spectrum spectrum = new Spectrum(new double[] {4, 4, 4e-11, -1e-16});
    assertThat(spectrum.aboveRounding()).isEqualTo(2);
    assertThat(spectrum.smallest()).isEqualTo(4);
    assertThat(spectrum.condition()).isEqualTo(1);
    assertThat(spectrum.effectiveRank()).isCloseTo(2, offset(1e-15));
    assertThat(new Spectrum(new double[] {7, 0}).effectiveRank()).isEqualTo(1);
    // Shares 3/4 and 1/4: exp(−¾ log ¾ − ¼ log ¼) = 4 / 3^¾.
    assertThat(new Spectrum(new double[] {3, 1}).effectiveRank())
        .isCloseTo(4 / Math.sqrt(Math.sqrt(27)), offset(1e-14));
    assertThat(new Spectrum(new double[] {0, 0}).condition()).isNaN();
  }

  @Test
  void spreadIndicesHaveBothEndsAndFollowTheLogarithm() {
    assertThat(Spectrum.spread(1, 100)).containsExactly(0);
    assertThat(Spectrum.spread(5, 100)).containsExactly(0, 1, 2, 3, 4);
    int[] some = Spectrum.spread(100_000, 50);
    assertThat(some).hasSizeBetween(30, 52).startsWith(0, 1).endsWith(99_999);
    for (int i = some.length / 2; i + 2 < some.length; i++) {
      double ratio = (some[i + 1] + 1.0) / (some[i] + 1);
      assertThat(ratio).isCloseTo(StrictMath.pow(100_000, 1.0 / 50), offset(0.02));
    }
  }

  @Test
  void driftAndAlignment() {
    TangentKernel start = kernel(new double[][] {{2, 0, 0}, {0, 0, 0}, {0, 0, 0}});
    TangentKernel later = kernel(new double[][] {{2, 0, 0}, {0, 1, 0}, {0, 0, 0}});
    assertThat(later.drift(start)).isEqualTo(0.25);
    assertThat(Drift.of(new double[] {3, 4}, new double[] {3, 5})).isEqualTo(0.2);
    assertThat(start.alignment(new double[] {-3, 0, 0})).isEqualTo(1);
    assertThat(start.alignment(new double[] {0, 1, 0})).isZero();
    // (4 + 1) / (√17 · 2)
    assertThat(later.alignment(new double[] {1, 1, 0}))
        .isCloseTo(5 / (2 * Math.sqrt(17)), offset(1e-15));
  }

  @Test
  void residualsOfALinearModelDecayAsPredicted() {
    LinearMap map = map(new double[][] {{1, 0.3, 0}, {1, 1, 0.2}, {0, 0.5, 0.7}});
    TangentKernel kernel = TangentKernel.of(map, THETA);
    double[] lambda = TangentKernel.lambda(BLOCKS, new double[] {3, 1});
    double rate = 1 / Spectrum.weighted(kernel, lambda).largest();
    ResidualDecay decay = ResidualDecay.follow(map, kernel, THETA, lambda, rate, 30);
    assertThat(decay.end()).containsExactly(decay.predicted(), offset(1e-14));
    assertThat(decay.norms()).hasSize(31).containsExactly(decay.predictedNorms(), offset(1e-14));
    // At the rate 1/μ_1 the first component is gone after one step, and the last is not.
    assertThat(decay.end()[0]).isCloseTo(0, offset(1e-14));
    double last = Math.abs(1 - rate * decay.eigenvalues()[2]);
    assertThat(decay.end()[2] / decay.start()[2])
        .isCloseTo(StrictMath.pow(last, 30), offset(1e-12));
  }

  @Test
  void modesSplitResidualsByEigenvalue() {
    TangentKernel kernel = kernel(new double[][] {{1, 0.3, 0}, {1, 1, 0.2}, {0, 0.5, 0.7}});
    double[] lambda = TangentKernel.lambda(BLOCKS, new double[] {3, 1});
    double[] r = {0.4, -1.1, 2};
    KernelModes modes = KernelModes.of(kernel, lambda);
    double[] components = modes.components(r);
    double squares = 0;
    double form = 0;
    double expectedSquares = 0;
    double expectedForm = 0;
    for (int k = 0; k < 3; k++) {
      squares += components[k] * components[k];
      form += modes.eigenvalues()[k] * components[k] * components[k];
      expectedSquares += lambda[k] * r[k] * r[k];
      for (int j = 0; j < 3; j++) {
        expectedForm += lambda[k] * r[k] * kernel.values()[3 * k + j] * lambda[j] * r[j];
      }
    }
    // ‖Qᵀ Λ^½ r‖² = rᵀΛr, and r̃ᵀ diag(μ) r̃ = rᵀ Λ K Λ r.
    assertThat(squares).isCloseTo(expectedSquares, offset(1e-13));
    assertThat(form).isCloseTo(expectedForm, offset(1e-12));
  }

  @Test
  void theLargestEigenvalueNeedsNoKernel() {
    LinearMap map = map(new double[][] {{1, 0.3, 0}, {1, 1, 0.2}, {0, 0.5, 0.7}});
    double[] lambda = TangentKernel.lambda(BLOCKS, new double[] {3, 1});
    Spectrum spectrum = Spectrum.weighted(TangentKernel.of(map, THETA), lambda);
    assertThat(new WeightedOperator(map, THETA, lambda).largest().largest())
        .isCloseTo(spectrum.largest(), offset(1e-12));
  }

  @Test
  void whatDoesNotFitIsRefusedWithAFigure() {
    assertThatThrownBy(() -> TangentKernel.requireRoom(50_000, TangentKernel.bytes(50_000)))
        .isInstanceOf(KernelTooLargeException.class)
        .hasMessageContaining("50,000")
        .hasMessageContaining("46,340");
    assertThatThrownBy(() -> TangentKernel.requireRoom(1000, 3e15))
        .isInstanceOf(KernelTooLargeException.class)
        .hasMessageContaining("3000000.0 GB")
        .hasMessageContaining("-Xmx");
  }
}
