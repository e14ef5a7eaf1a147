package org.poise.ntk;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.poise.linalg.Dense;
import org.poise.linalg.Streams;

/** Symmetric distributions of random vectors ω with E[ω ωᵀ] = I. */
public enum ProbeDistribution {
  /** Entries −1 or 1, each with probability one half. */
  RADEMACHER,
  /** Entries from N(0, 1). */
  GAUSSIAN,
  /** Uniform on the sphere of radius √n. */
  SPHERE;

  /** Fills {@code n} entries from an offset on. */
  void draw(RandomGenerator random, int n, double[] omega, int offset) {
    if (this == RADEMACHER) {
      long bits = 0;
      for (int i = 0; i < n; i++) {
        bits = (i & 63) == 0 ? random.nextLong() : bits >>> 1;
        omega[offset + i] = (bits & 1) == 0 ? 1 : -1;
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      omega[offset + i] = Streams.gaussian(random);
    }
    if (this == SPHERE) {
      double scale = Math.sqrt(n) / Dense.norm2(n, omega, offset);
      for (int i = 0; i < n; i++) {
        omega[offset + i] *= scale;
      }
    }
  }

  /** The name in a problem file: {@code rademacher}, {@code gaussian} or {@code sphere}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The distribution of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ProbeDistribution of(String label) {
    return Arrays.stream(values())
        .filter(d -> d.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown distribution '" + label + "'; use rademacher, gaussian or sphere"));
  }
}
