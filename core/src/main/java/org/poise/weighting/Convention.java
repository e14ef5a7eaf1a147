package org.poise.weighting;

import java.util.Arrays;
import java.util.Locale;

/** The two published conventions for weights from the traces of the neural tangent kernel. */
public enum Convention {
  /**
   * κ_i = Tr K_ii and λ_i = Σ_j κ_j / κ_i, so that Σ_i 1/λ_i = 1. Wang, Yu and Perdikaris,
   * doi:10.1016/j.jcp.2021.110768, equation (6.5) with traces; also Hirsch and Pichi,
   * arXiv:2511.15530.
   */
  WANG,
  /**
   * κ_i = Tr K_ii / N_i and λ_i = (1/n) Σ_j κ_j / κ_i for n groups. Wang, Sankaran, Wang and
   * Perdikaris, arXiv:2308.08468, and its code jaxpi.
   */
  JAXPI;

  /** The square of what rounding leaves of a derivative that vanishes, relative to the others. */
  private static final double ROUNDING = 1e-26;

  /**
   * Whether a trace is 0, or nothing but rounding beside the largest: periodic conditions of a
   * network that is periodic by its embedding have such traces.
   */
  public static boolean vanishes(double trace, double largest) {
    return trace <= ROUNDING * largest;
  }

  /**
   * The weights λ̂ that follow from the traces.
   *
   * @param groups the groups
   * @param traces Tr K_ii of each group
   * @throws ZeroTraceException if one of them {@link #vanishes}
   */
  public double[] weights(Groups groups, double[] traces) {
    double[] kappa = traces.clone();
    double largest = Arrays.stream(traces).max().orElse(0);
    double sum = 0;
    for (int g = 0; g < kappa.length; g++) {
      if (vanishes(kappa[g], largest)) {
        throw new ZeroTraceException(groups.names().get(g));
      }
      if (this == JAXPI) {
        kappa[g] /= groups.rows(g);
      }
      sum += kappa[g];
    }
    double numerator = this == JAXPI ? sum / kappa.length : sum;
    for (int g = 0; g < kappa.length; g++) {
      kappa[g] = numerator / kappa[g];
    }
    return kappa;
  }

  /** The name in a problem file: {@code wang} or {@code jaxpi}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The convention of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Convention of(String label) {
    return Arrays.stream(values())
        .filter(c -> c.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("unknown convention '" + label + "'; use wang or jaxpi"));
  }
}
