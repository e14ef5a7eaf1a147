package org.poise.network;

/**
 * Random weight factorisation of linear layers (Wang, Wang, Seidman and Perdikaris,
 * arXiv:2210.01274): W = V diag(e^s), with a trainable s for every output, drawn from N(mean,
 * deviation²), and V such that W is what the initializer draws. The tangent kernel is that of (s,
 * V).
 *
 * @param mean mean of s
 * @param deviation standard deviation of s
 */
public record Factorization(double mean, double deviation) {
  public Factorization {
    if (!(Math.abs(mean) <= 100)) {
      throw new IllegalArgumentException("mean must be between -100 and 100, not " + mean);
    }
    if (!(deviation >= 0 && deviation <= 10)) {
      throw new IllegalArgumentException("deviation must be between 0 and 10, not " + deviation);
    }
  }

  /** Mean 1 and deviation 0.1, as published. */
  public static Factorization standard() {
    return new Factorization(1, 0.1);
  }
}
