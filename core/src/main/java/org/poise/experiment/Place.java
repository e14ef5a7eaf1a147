package org.poise.experiment;

import java.util.List;

/**
 * A place in a text.
 *
 * @param source the text
 * @param index the character, from 0
 */
record Place(Source source, int index) {

  /** Where YAML comes from: a file, or the value of an override. */
  record Source(String name, String text, boolean isFile) {}

  /** The error that something is wrong here. */
  ProblemFileException error(List<String> path, String sentence) {
    String keys = path.isEmpty() ? "" : String.join(".", path) + ": ";
    return new ProblemFileException(this + ": " + keys + sentence);
  }

  /** {@code wave.yaml:12:5}, or the override alone. */
  @Override
  public String toString() {
    if (!source.isFile()) {
      return source.name();
    }
    String text = source.text();
    int line = 1;
    int start = 0;
    int end = Math.min(index, text.length());
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
        start = i + 1;
      }
    }
    return source.name() + ":" + line + ":" + (text.codePointCount(start, end) + 1);
  }
}
