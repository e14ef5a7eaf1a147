package org.poise.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How points are spread over the free coordinates of a set. */
public enum Sampler {
  /** Independent and uniform. */
  UNIFORM,
  /** Latin hypercube: along each coordinate, one point in each of n equal cells. */
  LATIN_HYPERCUBE,
  /** Sobol's sequence from its start, shifted modulo 1 by a random vector. */
  SOBOL,
  /** Halton's sequence (scrambled) from its start, shifted modulo 1 by a random vector. */
  HALTON,
  /**
   * The centres of the cells of a regular grid; not random. Each coordinate has k cells, with k the
   * integer root of the count, and then the first coordinates get one more as long as the product
   * stays within the count. So 300 points over two coordinates become 17 × 17.
   */
  GRID;

  /** The most coordinates that Halton's sequence serves here. */
  static final int HALTON_LIMIT = 40;

  /** The most coordinates that Sobol's sequence serves here. */
  static final int SOBOL_LIMIT = 1000;

  /** The name in problem files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The sampler with a label, or an {@link IllegalArgumentException} that lists them. */
  public static Sampler of(String label) {
    return Arrays.stream(values())
        .filter(s -> s.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown sampler '"
                    + label
                    + "'; use one of "
                    + Arrays.stream(values())
                        .map(Sampler::label)
                        .collect(Collectors.joining(", "))));
  }

  /**
   * The points that a set gets where {@code count} are asked for, with that many free coordinates.
   */
  public int points(int count, int free) {
    if (free == 0) {
      return 1;
    }
    return this == GRID
        ? Arrays.stream(Grids.cells(count, free)).reduce(1, (a, b) -> a * b)
        : count;
  }

  /** The most free coordinates that this sampler can serve. */
  public int limit() {
    return switch (this) {
      case HALTON -> HALTON_LIMIT;
      case SOBOL -> SOBOL_LIMIT;
      default -> Integer.MAX_VALUE;
    };
  }
}
