package org.poise.experiment;

/**
 * A problem file, or an override of one of its keys, that is wrong. The message is one sentence:
 * file, line and column where there is one, the keys that lead there, what is wrong, and what to
 * write instead.
 */
public final class ProblemFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int LONGEST = 1000;

  ProblemFileException(String message) {
    super(oneLine(message));
  }

  /** A wrong file can hold anything, also in its names. */
  private static String oneLine(String message) {
    String start = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
    return start.replaceAll("\\p{Cntrl}+", " ");
  }
}
