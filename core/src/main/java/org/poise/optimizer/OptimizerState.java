package org.poise.optimizer;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stepper needs in order to go on where another one stopped.
 *
 * @param arrays by name; single numbers are arrays of length 1. Owned by the state.
 */
public record OptimizerState(Map<String, double[]> arrays) {

  /** Fixes the order of the names. */
  public OptimizerState {
    arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
  }

  /** Before the first step. */
  public static OptimizerState none() {
    return new OptimizerState(Map.of());
  }

  /** Whether this is the state before the first step. */
  public boolean isEmpty() {
    return arrays.isEmpty();
  }

  /** Copies the array of that name into {@code target}. */
  void copyTo(String name, double[] target) {
    System.arraycopy(array(name, target.length), 0, target, 0, target.length);
  }

  /** The array of that name, which must have so many numbers. */
  double[] array(String name, int length) {
    double[] array = array(name);
    if (array.length != length) {
      throw new IllegalArgumentException(
          "the saved state of the optimiser has "
              + array.length
              + " numbers called '"
              + name
              + "' where "
              + length
              + " are needed; it belongs to another problem");
    }
    return array;
  }

  /** The array of that name. */
  double[] array(String name) {
    double[] array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "the saved state has no '" + name + "'; it belongs to another optimiser");
    }
    return array;
  }
}
