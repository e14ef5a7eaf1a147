package org.poise.network;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.poise.linalg.Streams;

/**
 * What the blocks that may be dropped count in networks, in the order of the networks and their
 * layers. The array belongs to this record and is not to be changed.
 *
 * @param factors 1 for a block that is there, 0 for one that is not
 */
public record Drops(double[] factors) {

  /** The expectation 1 − p of each block's factor, which is what counts outside training. */
  public static Drops expected(List<Network> networks, int dimension) {
    return new Drops(probabilities(networks, dimension).stream().mapToDouble(p -> 1 - p).toArray());
  }

  /** Drawn for a round of training; a pure function of the seed and the round. */
  public static Drops drawn(List<Network> networks, int dimension, long seed, long round) {
    RandomGenerator random = Streams.of(seed, Streams.Purpose.DROPS, round);
    List<Double> probabilities = probabilities(networks, dimension);
    double[] factors = new double[probabilities.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < probabilities.get(i) ? 0 : 1;
    }
    return new Drops(factors);
  }

  private static List<Double> probabilities(List<Network> networks, int dimension) {
    List<Double> probabilities = new ArrayList<>();
    for (Network network : networks) {
      for (Layer layer : network.graph(dimension).layers()) {
        if (layer instanceof Layer.Sum sum && sum.drop() > 0) {
          probabilities.add(sum.drop());
        }
      }
    }
    return probabilities;
  }
}
