package org.poise.experiment;

/**
 * A problem file, or an override of one of its keys, that is wrong. The message is one sentence:
 * file, line and column where there is one, the keys that lead there, what is wrong, and what to
 * write instead.
 */
public final class ProblemFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProblemFileException(String message) {
    super(message);
  }
}
