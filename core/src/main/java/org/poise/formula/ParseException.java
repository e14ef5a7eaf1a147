package org.poise.formula;

/** A formula that cannot be read: what is wrong, where, and what to write instead. */
public final class ParseException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int EXCERPT = 60;

  private final int offset;
  private final String text;
  private final String problem;

  /**
   * @param problem one clause that says what is wrong and what to write instead
   * @param offset the character of {@code text}, from 0, at which it was found
   */
  public ParseException(String problem, int offset, String text) {
    super(problem + " (character " + (offset + 1) + " of '" + excerpt(text, offset) + "')");
    this.problem = problem;
    this.offset = offset;
    this.text = text;
  }

  /** What is wrong and what to write instead, without the place. */
  public String problem() {
    return problem;
  }

  /** The place in {@link #text}, from 0. */
  public int offset() {
    return offset;
  }

  public String text() {
    return text;
  }

  private static String excerpt(String text, int offset) {
    int start =
        text.length() <= EXCERPT
            ? 0
            : Math.max(0, Math.min(offset - EXCERPT / 2, text.length() - EXCERPT));
    int end = Math.min(text.length(), start + EXCERPT);
    String shown = text.substring(start, end).replaceAll("\\p{Cntrl}", "?");
    return (start > 0 ? "…" : "") + shown + (end < text.length() ? "…" : "");
  }
}
