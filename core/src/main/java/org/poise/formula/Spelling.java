package org.poise.formula;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a name that stands for nothing was probably meant to be. */
public final class Spelling {
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

  private Spelling() {}

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

  /** The candidate that a misspelt name most likely stands for; the first of several. */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    int tolerance = Math.min(3, Math.max(1, name.length() / 2));
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= tolerance)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one name to the
   * other, without regard to case.
   */
  private static int distance(String from, String to) {
    String a = from.substring(0, Math.min(64, from.length())).toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
