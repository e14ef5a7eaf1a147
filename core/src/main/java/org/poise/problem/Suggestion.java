package org.poise.problem;

import java.util.Collection;

/** What a message adds about a name that is not known. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code ; did you mean 'u'?} where a known name is near, and then {@code Fields: u, p.} */
  public static String after(String wrong, String what, Collection<String> known) {
    String best = null;
    int least = 1 + Math.min(3, Math.max(1, wrong.length() / 2));
    for (String name : known) {
      int distance = distance(wrong, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    String near = best == null ? "" : "; did you mean '" + best + "'?";
    String all = known.isEmpty() ? "none" : String.join(", ", known);
    return near + (best == null ? "; " + what : " " + capital(what)) + ": " + all;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String from, String to) {
    String a = from.length() > 64 ? from.substring(0, 64) : from;
    int[][] d = new int[a.length() + 1][to.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == to.charAt(j - 2)
            && a.charAt(i - 2) == to.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][to.length()];
  }
}
