package org.poise.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says how many threads compute. Results do not depend on it. */
final class Threads {
  private static final int MOST = 1024;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = {
        "Threads to compute with, from 1 to " + MOST + "; every processor if not given.",
        "Results are the same."
      })
  private @Nullable Integer threads;

  /** The number of threads. */
  int count() {
    return threads == null
        ? Runtime.getRuntime().availableProcessors()
        : checked("--threads", threads);
  }

  /** A number of threads, or of things that run on them. */
  static int checked(String option, int count) {
    if (count < 1 || count > MOST) {
      throw new UserException(
          option + " must be a whole number from 1 to " + MOST + ", not " + count);
    }
    return count;
  }
}
