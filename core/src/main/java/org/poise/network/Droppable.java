package org.poise.network;

import java.util.List;
import java.util.random.RandomGenerator;
import org.poise.linalg.Streams;

/**
 * The blocks of networks that may be dropped, in the order of the networks and their layers.
 *
 * @param probabilities p in (0, 1) of each block
 */
public record Droppable(List<Double> probabilities) {
  /** Takes a copy of the list. */
  public Droppable {
    probabilities = List.copyOf(probabilities);
  }

  /** The blocks of networks over so many coordinates. */
  public static Droppable of(List<Network> networks, int dimension) {
    return new Droppable(
        networks.stream()
            .flatMap(network -> network.graph(dimension).layers().stream())
            .filter(layer -> layer instanceof Layer.Sum sum && sum.drop() > 0)
            .map(layer -> ((Layer.Sum) layer).drop())
            .toList());
  }

  /** The expectation 1 − p of each block's factor, which is what counts outside training. */
  public Drops expected() {
    return new Drops(probabilities.stream().mapToDouble(p -> 1 - p).toArray());
  }

  /** Drawn for a round of training; a pure function of the seed and the round. */
  public Drops drawn(long seed, long round) {
    RandomGenerator random = Streams.of(seed, Streams.Purpose.DROPS, round);
    return new Drops(
        probabilities.stream().mapToDouble(p -> random.nextDouble() < p ? 0 : 1).toArray());
  }
}
