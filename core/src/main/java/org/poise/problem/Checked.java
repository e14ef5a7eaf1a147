package org.poise.problem;

import java.util.List;
import java.util.function.Supplier;
import org.poise.formula.ParseException;

/** Says where a value is wrong. */
final class Checked {
  private Checked() {}

  /** A value whose own checks do not know where it stands. */
  static <T> T at(List<String> path, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw e instanceof ProblemException p
          ? p
          : new ProblemException(path, String.valueOf(e.getMessage()));
    }
  }

  /** The result of parsing a formula. */
  static <T> T formula(List<String> path, Supplier<T> value) {
    try {
      return value.get();
    } catch (ParseException e) {
      throw new ProblemException(path, e.problem(), e.offset());
    }
  }
}
