package org.poise.bench.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds on registers alone: twelve independent chains, which hide the latency of
 * each.
 */
final class Peak {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  private Peak() {}

  /** Floating-point operations of {@link #run}. */
  static double operations(int iterations) {
    return 2.0 * 12 * S.length() * iterations;
  }

  /** Runs the chains; the result keeps the compiler from dropping them. */
  static double run(int iterations, double factor) {
    DoubleVector x = DoubleVector.broadcast(S, factor);
    DoubleVector y = DoubleVector.broadcast(S, 1e-9);
    DoubleVector a = y;
    DoubleVector b = y;
    DoubleVector c = y;
    DoubleVector d = y;
    DoubleVector e = y;
    DoubleVector f = y;
    DoubleVector g = y;
    DoubleVector h = y;
    DoubleVector i = y;
    DoubleVector j = y;
    DoubleVector k = y;
    DoubleVector l = y;
    for (int t = 0; t < iterations; t++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    DoubleVector sum =
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l);
    return sum.lane(0);
  }
}
