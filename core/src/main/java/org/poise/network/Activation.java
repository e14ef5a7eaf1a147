package org.poise.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An elementwise function, smooth but for {@link #RELU3}. {@link #GELU} is the exact one, x Φ(x),
 * not its tanh approximation.
 */
public enum Activation {
  TANH,
  SIN,
  GELU,
  SILU,
  SOFTPLUS,
  /** The error function 2/√π ∫₀ˣ exp(−s²) ds. */
  ERF,
  /**
   * The cubed rectifier max(x, 0)³ of the deep Ritz method (E and Yu, arXiv:1710.00211). It has two
   * continuous derivatives.
   */
  RELU3;

  /**
   * The highest order of a network's derivatives that may stand in formulas: gradients by
   * parameters need one more, which may jump but must not be a measure.
   */
  public int mostDerivatives() {
    return this == RELU3 ? 2 : 4;
  }

  /** The name in problem files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The activation with a label, or an {@link IllegalArgumentException} that lists them. */
  public static Activation of(String label) {
    return Arrays.stream(values())
        .filter(a -> a.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown activation '" + label + "'; use one of " + labels()));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Activation::label).collect(Collectors.joining(", "));
  }
}
