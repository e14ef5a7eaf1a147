package org.poise.weighting;

import java.util.List;
import java.util.Locale;
import org.poise.linalg.Dense;

/**
 * λ̂_i = Σ_j q_j / q_i with q a norm of a gradient of each group, λ ← α λ + (1 − α) λ̂ every k
 * steps. The last two kinds go by the name of NTK weights in public toolkits; they are not traces
 * of the kernel.
 *
 * @param kind what q is
 * @param every steps between updates, k ≥ 1
 * @param momentum α, 0 ≤ α &lt; 1
 */
public record GradientNormWeighting(Kind kind, int every, double momentum)
    implements GroupWeighting {

  /** What is compared. */
  public enum Kind {
    /** q_i = ‖∇L_i‖: Wang, Sankaran, Wang and Perdikaris, arXiv:2308.08468, equation (2.10). */
    GRADIENT_NORM,
    /** q_i = ‖∇√L_i‖ = ‖∇L_i‖ / (2 √L_i). */
    ROOT_LOSS_GRADIENT,
    /** q_i = 1ᵀK_ii1 = ‖Σ_j ∂r_ij/∂θ‖², the square of the norm of the summed gradient. */
    SUMMED_GRADIENT;

    /** The name in a problem file, such as {@code gradient-norm}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks the ranges. */
  public GradientNormWeighting {
    Checks.every(every);
    Checks.momentum(momentum);
  }

  @Override
  public String label() {
    return kind.label();
  }

  @Override
  public List<Weigher> start(WeighingStart start) {
    return List.of(new AtWork(this));
  }

  private static final class AtWork extends AveragingWeigher {
    private final Kind kind;
    private final GroupGradients gradients = new GroupGradients();

    AtWork(GradientNormWeighting scheme) {
      super(scheme.every(), scheme.momentum());
      kind = scheme.kind();
    }

    @Override
    double[] target(WeighingPoint at, Weights weights) {
      Groups groups = weights.groups();
      double[] g = gradients.of(at, weights, kind != Kind.SUMMED_GRADIENT);
      double[] losses = weights.losses(at);
      int p = at.map().parameters();
      double[] q = new double[groups.size()];
      double sum = 0;
      for (int i = 0; i < q.length; i++) {
        double square = Dense.dot(p, g, i * p, g, i * p);
        q[i] =
            switch (kind) {
              case GRADIENT_NORM -> Math.sqrt(square);
              case ROOT_LOSS_GRADIENT ->
                  losses[i] > 0 ? Math.sqrt(square) / (2 * Math.sqrt(losses[i])) : 0;
              case SUMMED_GRADIENT -> square;
            };
        if (q[i] == 0) {
          throw zero(groups.names().get(i), kind.label());
        }
        sum += q[i];
      }
      for (int i = 0; i < q.length; i++) {
        q[i] = sum / q[i];
      }
      return q;
    }
  }
}
