package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Arrays of numbers, such as those in the results of parts. */
final class Numbers {
  private Numbers() {}

  /** Puts numbers, and null for those that are not finite. */
  static void put(ObjectNode node, String name, double... values) {
    ArrayNode array = node.putArray(name);
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }

  /** The numbers again; NaN for null. */
  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).asDouble(Double.NaN);
    }
    return values;
  }

  /** max |seen/reference − 1| over the entries of {@code seen}; NaN if one of them is. */
  static double largestDeviation(double[] seen, double[] reference) {
    double largest = 0;
    for (int i = 0; i < seen.length; i++) {
      // Math.max passes NaN on.
      largest = Math.max(largest, Math.abs(seen[i] / reference[i] - 1));
    }
    return largest;
  }
}
