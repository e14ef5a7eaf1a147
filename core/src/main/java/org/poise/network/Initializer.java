package org.poise.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How weights start. All but {@link #NTK} draw weights by fan-in and fan-out, and all but it and
 * {@link #NTK_STANDARD} start with zero biases.
 *
 * <p>{@link #NTK} is also a parametrisation: weights and biases are drawn from N(0, 1) and a layer
 * computes z = a W / √fan_in + b, so that the tangent kernel has a limit as the width grows (Jacot
 * et al., arXiv 1806.07572). {@link #NTK_STANDARD} draws the same functions in the usual
 * parametrisation z = a W + b, as the code of Wang, Yu and Perdikaris does
 * (doi:10.1016/j.jcp.2021.110768); its kernel grows with the width.
 */
public enum Initializer {
  /** N(0, 2 / (fan_in + fan_out)). */
  GLOROT_NORMAL,
  /** Uniform on ±√(6 / (fan_in + fan_out)). */
  GLOROT_UNIFORM,
  /** N(0, 1 / fan_in). */
  LECUN_NORMAL,
  /** Uniform on ±√(3 / fan_in). */
  LECUN_UNIFORM,
  /** N(0, 1) in the NTK parametrisation. */
  NTK,
  /** N(0, 1 / fan_in), biases from N(0, 1): the functions of {@link #NTK}, without its scaling. */
  NTK_STANDARD;

  /** Whether biases are drawn from N(0, 1); else they start at 0. */
  public boolean drawsBiases() {
    return this == NTK || this == NTK_STANDARD;
  }

  /** The name in problem files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The initializer with a label, or an {@link IllegalArgumentException} that lists them. */
  public static Initializer of(String label) {
    return Arrays.stream(values())
        .filter(a -> a.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown initializer '" + label + "'; use one of " + labels()));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Initializer::label).collect(Collectors.joining(", "));
  }
}
