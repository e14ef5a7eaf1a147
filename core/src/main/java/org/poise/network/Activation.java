package org.poise.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A smooth elementwise function. {@link #GELU} is the exact one, x Φ(x), not its tanh
 * approximation.
 */
public enum Activation {
  TANH,
  SIN,
  GELU,
  SILU,
  SOFTPLUS;

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
