package org.poise.app.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * One choice of the blocks that are there in a step of training.
 *
 * @param factors 1 for a block that is there, 0 for one that is dropped
 * @param probability of this choice
 */
record DropPattern(double[] factors, double probability) {

  /**
   * All 2^n choices, each block by itself.
   *
   * @param kept the probability with which each block is there
   */
  static List<DropPattern> all(double[] kept) {
    List<DropPattern> patterns = new ArrayList<>();
    for (int bits = 0; bits < 1 << kept.length; bits++) {
      double[] factors = new double[kept.length];
      double probability = 1;
      for (int i = 0; i < kept.length; i++) {
        factors[i] = bits >> i & 1;
        probability *= factors[i] == 1 ? kept[i] : 1 - kept[i];
      }
      patterns.add(new DropPattern(factors, probability));
    }
    return patterns;
  }
}
