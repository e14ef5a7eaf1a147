package org.poise.network;

import java.util.random.RandomGenerator;
import org.poise.linalg.Streams;

/**
 * Random Fourier features of the (normalised) inputs x: [cos(xB), sin(xB)] with entries of B
 * [inputs × features] from N(0, scale²), which are trained or not (Tancik et al., arXiv:2006.10739;
 * with 2π in the scale as in arXiv:2308.08468).
 *
 * @param features number m of frequencies, so that 2m numbers come out
 * @param scale standard deviation of the frequencies
 * @param trainable whether the frequencies are parameters, which training changes
 * @param seed what they are drawn from; an experiment puts its own seed here
 */
public record FourierFeatures(int features, double scale, boolean trainable, long seed)
    implements Embedding {
  private static final int MOST = 1_000_000;

  public FourierFeatures {
    if (features < 1 || features > MOST) {
      throw new IllegalArgumentException(
          "features must be between 1 and " + MOST + ", not " + features);
    }
    if (!(scale > 0) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException("scale must be positive and finite, not " + scale);
    }
  }

  /** Features of an experiment, which gives them its seed. */
  public FourierFeatures(int features, double scale, boolean trainable) {
    this(features, scale, trainable, 0);
  }

  /** Features of an experiment, which gives them its seed, with frequencies that stay. */
  public FourierFeatures(int features, double scale) {
    this(features, scale, false);
  }

  FourierFeatures withSeed(long seed) {
    return new FourierFeatures(features, scale, trainable, seed);
  }

  @Override
  public int outputs(int inputs) {
    return 2 * features;
  }

  /**
   * The frequencies B [inputs × features], or the first ones where they are trained.
   *
   * @param network name of the network, so that each draws its own
   * @param inputs numbers that go in
   */
  public double[] frequencies(String network, int inputs) {
    RandomGenerator random = Streams.of(seed, Streams.Purpose.FREQUENCIES, network.hashCode());
    double[] frequencies = new double[Math.multiplyExact(inputs, features)];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = scale * Streams.gaussian(random);
    }
    return frequencies;
  }
}
