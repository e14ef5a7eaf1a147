package org.poise.formula;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What to write instead of a name that stands for nothing. */
final class Suggestions {
  /** What people write who come from other languages. */
  private static final Map<String, String> HABITS =
      Map.ofEntries(
          Map.entry("ln", "write log(…) for the natural logarithm"),
          Map.entry("pow", "write a^b"),
          Map.entry("e", "write exp(1)"),
          Map.entry("fabs", "write abs(…)"),
          Map.entry("heaviside", "write step(…)"),
          Map.entry("sgn", "write sign(…)"),
          Map.entry("arcsin", "write asin(…)"),
          Map.entry("arccos", "write acos(…)"),
          Map.entry("arctan", "write atan(…)"),
          Map.entry("diff", "write d(…, x)"));

  private Suggestions() {}

  /** A clause that says what to write, or else what there is. */
  static String remedy(String name, List<String> candidates) {
    String habit = HABITS.get(name.toLowerCase(Locale.ROOT));
    if (habit != null) {
      return habit;
    }
    Optional<String> nearest = nearest(name, candidates);
    return nearest.isPresent()
        ? "did you mean '" + nearest.get() + "'?"
        : "known are " + String.join(", ", candidates);
  }

  private static Optional<String> nearest(String name, List<String> candidates) {
    int tolerance = name.length() <= 2 ? 1 : 2;
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= Math.min(tolerance, candidate.length()))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** The Levenshtein distance, without regard to case. */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
