package org.poise.linalg;

import java.util.random.RandomGenerator;

/**
 * Random streams, each a pure function of (seed, purpose, index), so that no generator's state is
 * ever saved. The bits are fixed here and do not depend on the Java release.
 */
public final class Streams {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Streams() {}

  /** What a stream is for; streams of different purposes are independent. */
  public enum Purpose {
    INITIALIZATION,
    POINTS,
    HELD_OUT,
    VALIDATION,
    PROBES,
    DROPS,
    LOOKBACK,
    SUBSET,
    FREQUENCIES,
    FACTORS
  }

  /** The stream of a seed, a purpose and an index, from its start. */
  public static RandomGenerator of(long seed, Purpose purpose, long index) {
    long start = mix(mix(mix(seed + GOLDEN) + purpose.ordinal() + 1) + index);
    return new SplitMix(start);
  }

  /** A number from N(0, 1), by the polar method (Marsaglia and Bray, doi:10.1137/1006063). */
  public static double gaussian(RandomGenerator random) {
    while (true) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** The finaliser of SplitMix64, a bijection. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** SplitMix64 (Steele, Lea and Flood, doi:10.1145/2660193.2660195). */
  private static final class SplitMix implements RandomGenerator {
    private long state;

    SplitMix(long state) {
      this.state = state;
    }

    @Override
    public long nextLong() {
      state += GOLDEN;
      return mix(state);
    }

    /** Uniform on the multiples of 2^−53 in [0, 1). */
    @Override
    public double nextDouble() {
      return (nextLong() >>> 11) * 0x1.0p-53;
    }
  }
}
