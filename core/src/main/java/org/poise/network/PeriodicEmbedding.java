package org.poise.network;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a network exactly periodic: a coordinate x of period P enters as cos(2πx/P), sin(2πx/P),
 * with x as it stands and not normalised. The other coordinates pass through (Dong and Ni,
 * arXiv:2007.07442; in this form arXiv:2308.08468).
 *
 * @param periods positive periods by index of coordinate
 */
public record PeriodicEmbedding(SortedMap<Integer, Double> periods) implements Embedding {
  public PeriodicEmbedding {
    periods = Collections.unmodifiableSortedMap(new TreeMap<>(periods));
    if (periods.isEmpty()) {
      throw new IllegalArgumentException("periodic needs at least one coordinate");
    }
    periods.forEach((coordinate, period) -> {
      if (coordinate < 0 || !(period > 0) || !Double.isFinite(2 * Math.PI / period)) {
        throw new IllegalArgumentException(
            "periodic needs positive periods of coordinates, got "
                + period
                + " of coordinate "
                + coordinate);
      }
    });
  }

  /** Periods by index of coordinate. */
  public static PeriodicEmbedding of(Map<Integer, Double> periods) {
    return new PeriodicEmbedding(new TreeMap<>(periods));
  }

  @Override
  public int outputs(int inputs) {
    return inputs + periods.size();
  }
}
