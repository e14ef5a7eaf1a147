package org.poise.ntk;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sketch on the parameter side. With ω random in R^p and y = Jω, T̂r K_ii = (1/s) Σ_k ‖y_k[block
 * i]‖², one residual sweep a probe for all blocks. Our reading of Hirsch and Pichi,
 * arXiv:2511.15530: the predictor is a random step θ⁺ = θ + hω, the corrector the residuals there.
 *
 * <p>The estimate is unbiased up to O(h²) for both differences, since odd moments of ω vanish, and
 * without that for {@link Derivative#JVP}. Its variance is (2/s) ‖K_ii‖_F² for Gaussian probes,
 * (2/s) Σ_{a≠b} (J_iᵀJ_i)_ab² for Rademacher's, and (2/s) p/(p+2) (‖K_ii‖_F² − (Tr K_ii)²/p) on the
 * sphere.
 *
 * @param derivative how Jω is found
 * @param distribution of ω
 * @param probes how many
 * @param step length ‖hω‖ of a difference's step in parameter space; 0 for √u ‖θ‖ (forward) and ∛u
 *     ‖θ‖ (central), which balance rounding and remainder
 */
public record ParameterSketch(
    Derivative derivative, ProbeDistribution distribution, Probes probes, double step)
    implements KernelSketch {

  /** Checks the range. */
  public ParameterSketch {
    Steps.check(step);
  }

  /** Forward differences along Rademacher probes. */
  public static ParameterSketch of(int probes) {
    return new ParameterSketch(
        Derivative.FORWARD, ProbeDistribution.RADEMACHER, Probes.of(probes), 0);
  }

  @Override
  public String label() {
    return "sketch";
  }

  @Override
  public ParameterSketch withProbes(Probes probes) {
    return new ParameterSketch(derivative, distribution, probes, step);
  }

  @Override
  public TraceEstimation start(long seed) {
    return new Estimation(this, seed);
  }

  private static final class Estimation extends ProbeEstimation {
    private final ParameterSketch sketch;
    private final DirectionalDerivative derivative;
    private double[] omega = new double[0];
    private double[] y = new double[0];

    Estimation(ParameterSketch sketch, long seed) {
      super(sketch.probes(), seed);
      this.sketch = sketch;
      derivative = new DirectionalDerivative(sketch.derivative(), sketch.step());
    }

    @Override
    void prepare(TracePoint at) {
      if (omega.length != at.parameters()) {
        omega = new double[at.parameters()];
      }
      if (y.length != at.blocks().rows()) {
        y = new double[at.blocks().rows()];
      }
    }

    @Override
    void probe(TracePoint at, RandomGenerator random, double[] values) {
      sketch.distribution().draw(random, omega.length, omega, 0);
      derivative.apply(at.map(), at.theta(), at.residuals(), omega, y);
      BlockTraces.products(at.blocks(), y, y, at.rowWeights(), values);
    }

    @Override
    double sweepsPerProbe() {
      return derivative.sweeps();
    }

    @Override
    @Nullable String warning() {
      return derivative.warning();
    }

    @Override
    public String used() {
      return sketch.label();
    }
  }
}
