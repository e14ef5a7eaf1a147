package org.poise.ntk;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sketch on the residual side: the kernel as the response of the residuals to a gradient step. With
 * v random in R^N, the predictor is θ⁺ = θ + h Jᵀv and the corrector y = (r(θ⁺) − r(θ)) / h = Kv +
 * O(h); T̂r K_ii = (1/s) Σ_k v_k[i]ᵀ y_k[i]. A reading of Hirsch and Pichi, arXiv:2511.15530, and
 * for {@link Derivative#JVP} the estimator of Hutchinson (doi:10.1080/03610919008812866).
 *
 * <p>For Rademacher probes the variance of a block is (2/s) Σ_{a≠b} (K_ii)_ab² + (1/s) Σ_{j≠i}
 * ‖K_ij‖_F², the last from the other blocks' entries of the same v. An estimate can come out
 * negative.
 *
 * @param derivative how J applied to Jᵀv is found
 * @param distribution of v
 * @param probes how many
 * @param step length ‖h Jᵀv‖ of a difference's step in parameter space; 0 for the rule
 */
public record ResidualSketch(
    Derivative derivative, ProbeDistribution distribution, Probes probes, double step)
    implements KernelSketch {

  private static final double VJP_SWEEPS = 3;

  /** Checks the range. */
  public ResidualSketch {
    Steps.check(step);
  }

  @Override
  public String label() {
    return "residual-sketch";
  }

  @Override
  public ResidualSketch withProbes(Probes probes) {
    return new ResidualSketch(derivative, distribution, probes, step);
  }

  @Override
  public TraceEstimation start(long seed) {
    return new Estimation(this, seed);
  }

  private static final class Estimation extends ProbeEstimation {
    private final ResidualSketch sketch;
    private final DirectionalDerivative derivative;
    private double[] v = new double[0];
    private double[] y = new double[0];
    private double[] step = new double[0];

    Estimation(ResidualSketch sketch, long seed) {
      super(sketch.probes(), seed);
      this.sketch = sketch;
      derivative = new DirectionalDerivative(sketch.derivative(), sketch.step());
    }

    @Override
    void prepare(TracePoint at) {
      if (step.length != at.parameters()) {
        step = new double[at.parameters()];
      }
      if (y.length != at.blocks().rows()) {
        v = new double[at.blocks().rows()];
        y = new double[v.length];
      }
    }

    @Override
    void probe(TracePoint at, RandomGenerator random, double[] values) {
      sketch.distribution().draw(random, v.length, v, 0);
      at.map().vjp(at.theta(), 1, v, step);
      derivative.apply(at.map(), at.theta(), at.residuals(), step, y);
      BlockTraces.products(at.blocks(), v, y, at.rowWeights(), values);
    }

    @Override
    double sweepsPerProbe() {
      return VJP_SWEEPS + derivative.sweeps();
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
