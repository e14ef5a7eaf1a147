package org.poise.linalg.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of four, for sums whose bits are to be the same where {@link Lanes} has eight. Their
 * arithmetic is called {@code lanewise} here, and never {@code fma}, {@code mul} or {@code add}: C2
 * learns from the calls inside these which vectors there are, and where it has seen two kinds, it
 * compiles some loops to code that makes objects of vectors and is several times slower.
 */
final class FourLanes {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;

  private FourLanes() {}

  static DoubleVector load(double[] w, int at) {
    return DoubleVector.fromArray(SPECIES, w, at);
  }

  /** a b + c. */
  static DoubleVector fma(DoubleVector a, DoubleVector b, DoubleVector c) {
    return a.lanewise(VectorOperators.FMA, b, c);
  }

  /** The sum of the lanes. */
  static double fold(DoubleVector sum) {
    return (sum.lane(0) + sum.lane(2)) + (sum.lane(1) + sum.lane(3));
  }
}
