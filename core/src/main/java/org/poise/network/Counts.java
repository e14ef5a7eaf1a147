package org.poise.network;

import java.util.Collections;
import java.util.List;

/** Checks of numbers of things. */
final class Counts {
  private static final int MOST_LAYERS = 1000;

  private Counts() {}

  static void atLeastOne(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + count);
    }
  }

  /** Layers or blocks, of which there are at least one and not too many. */
  static void layers(String what, int count) {
    atLeastOne(what, count);
    if (count > MOST_LAYERS) {
      throw new IllegalArgumentException(
          what + " must be at most " + MOST_LAYERS + ", not " + count);
    }
  }

  /** The widths of hidden layers that are all the same. */
  static List<Integer> widths(int layers, int width) {
    layers("layers", layers);
    atLeastOne("width", width);
    return Collections.nCopies(layers, width);
  }
}
