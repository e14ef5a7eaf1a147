package org.poise.app;

import picocli.CommandLine.Option;

/** The option that says how many threads compute. Results do not depend on it. */
final class Threads {
  private static final int MOST = 1024;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Threads to compute with; every processor if not given. Results are the same.")
  private int threads;

  private boolean given() {
    return threads != 0;
  }

  /** The number of threads. */
  int count() {
    if (!given()) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (threads < 1 || threads > MOST) {
      throw new UserException(
          "--threads must be a whole number from 1 to " + MOST + ", not " + threads);
    }
    return threads;
  }
}
