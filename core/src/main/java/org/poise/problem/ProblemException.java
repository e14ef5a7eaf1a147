package org.poise.problem;

import java.util.List;

/** A problem or an experiment that is wrong: where, what, the rule and the remedy. */
public final class ProblemException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String[] path;
  private final String sentence;
  private final int offset;

  /**
   * An error in a value.
   *
   * @param path keys that lead to the value, as in a problem file: equations, wave, residual
   * @param sentence what is wrong, the rule and the remedy
   */
  public ProblemException(List<String> path, String sentence) {
    this(path, sentence, 0);
  }

  /**
   * An error in a formula.
   *
   * @param path keys that lead to the formula
   * @param sentence what is wrong, the rule and the remedy
   * @param offset index in the formula of the character where it went wrong
   */
  public ProblemException(List<String> path, String sentence, int offset) {
    super(String.join(".", path) + ": " + sentence);
    this.path = path.toArray(String[]::new);
    this.sentence = sentence;
    this.offset = offset;
  }

  /** The keys that lead to the value. */
  public List<String> path() {
    return List.of(path);
  }

  /** The message without the path. */
  public String sentence() {
    return sentence;
  }

  /** Index in the formula of the character where it went wrong; 0 for other values. */
  public int offset() {
    return offset;
  }
}
