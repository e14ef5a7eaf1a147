package org.poise.app.reproduce;

import java.io.IOException;

/** A study of published claims. It keeps nothing between runs but what its directory holds. */
public interface Study {
  /** Its name on the command line and of its directory: small letters, digits and hyphens. */
  String name();

  /** Its title, one line. */
  String title();

  /**
   * The works whose claims are looked at, such as {@code arXiv:2511.15530}, with commas between.
   */
  String cite();

  /** What it does, in one sentence. */
  String summary();

  /**
   * Runs it, or what is left of it: {@link StudyContext#train} and {@link StudyContext#part} keep
   * what is finished.
   *
   * @throws StoppedException if a stop is requested
   */
  Findings run(StudyContext context) throws IOException;
}
