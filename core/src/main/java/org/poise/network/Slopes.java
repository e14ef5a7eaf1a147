package org.poise.network;

import java.util.Locale;

/**
 * Adaptive slopes of activations (Jagtap, Kawaguchi and Karniadakis, doi:10.1016/j.jcp.2019.109136
 * and doi:10.1098/rspa.2020.0334): σ(n a z) with a fixed scale n and trainable slopes a, which
 * start at 1/n, so that training starts from σ(z).
 *
 * @param sharing what has a slope of its own
 * @param scale n: the gradient with respect to a slope is n times larger than without it
 */
public record Slopes(Sharing sharing, double scale) {
  /** What has a slope of its own. */
  public enum Sharing {
    /** Each hidden layer. */
    LAYER,
    /** Each unit. */
    UNIT;

    /** The name in problem files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What a label stands for, or an {@link IllegalArgumentException} that lists the labels. */
    public static Sharing of(String label) {
      return switch (label) {
        case "layer" -> LAYER;
        case "unit" -> UNIT;
        default ->
            throw new IllegalArgumentException(
                "slopes are per layer or per unit, not '" + label + "'");
      };
    }
  }

  /** Slopes with scale 10. */
  public static Slopes per(Sharing sharing) {
    return new Slopes(sharing, 10);
  }

  public Slopes {
    if (!(scale >= 1 && scale <= 1e6)) {
      throw new IllegalArgumentException("scale must be between 1 and 1e6, not " + scale);
    }
  }
}
