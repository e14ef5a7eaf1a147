package org.poise.problem;

import java.util.Collection;
import java.util.Optional;
import org.poise.formula.Spelling;

/** What a message adds about a name that is not known. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code ; did you mean 'u'?} where a known name is near, and then {@code Fields: u, p.} */
  public static String after(String wrong, String what, Collection<String> known) {
    Optional<String> best = Spelling.nearest(wrong, known);
    String near = best.map(name -> "; did you mean '" + name + "'?").orElse("");
    String all = known.isEmpty() ? "none" : String.join(", ", known);
    return near + (best.isEmpty() ? "; " + what : " " + capital(what)) + ": " + all;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
