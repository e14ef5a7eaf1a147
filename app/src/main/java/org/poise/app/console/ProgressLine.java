package org.poise.app.console;

import java.io.Console;
import java.io.PrintWriter;

/** Says how far a number of steps has come, and with what status, until it is closed. */
public sealed interface ProgressLine extends AutoCloseable
    permits LiveLine, PlainLine, ProgressLine.None {

  /** One line on a terminal, a line every few seconds elsewhere, or nothing. */
  static ProgressLine of(boolean quiet, PrintWriter err) {
    if (quiet) {
      return new None();
    }
    Console console = System.console();
    boolean terminal =
        console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    return terminal
        ? new LiveLine(System.err, System.getenv("COLUMNS"))
        : new PlainLine(err, System::nanoTime);
  }

  /** The steps taken before now, and those there are in all. */
  void start(long done, long total);

  /** So many steps are taken. */
  void at(long done);

  /** Words to show beside the steps from now on. */
  void status(String words);

  @Override
  void close();

  /** Says nothing. */
  record None() implements ProgressLine {
    @Override
    public void start(long done, long total) {}

    @Override
    public void at(long done) {}

    @Override
    public void status(String words) {}

    @Override
    public void close() {}
  }
}
