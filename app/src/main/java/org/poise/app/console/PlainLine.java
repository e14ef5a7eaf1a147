package org.poise.app.console;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line every few seconds, for logs. */
public final class PlainLine implements ProgressLine {
  private static final double INTERVAL_SECONDS = 5;
  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private final LongSupplier clock;
  private String status = "";
  private long total;
  private long first;
  private long started;
  private long printed;

  /**
   * Lines to a writer.
   *
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  public PlainLine(PrintWriter err, LongSupplier clock) {
    this.err = err;
    this.clock = clock;
  }

  @Override
  public void start(long done, long total) {
    this.total = total;
    first = done;
    started = clock.getAsLong();
    printed = started;
  }

  @Override
  public void at(long done) {
    long now = clock.getAsLong();
    if ((now - printed) / NANOS >= INTERVAL_SECONDS) {
      printed = now;
      double rate = (done - first) * NANOS / (now - started);
      double left = (total - done) / rate;
      err.println(
          String.format(
              Locale.ROOT,
              "step %d/%d  %s  %s steps/s  %s left",
              done,
              total,
              status,
              Quantity.few(rate),
              Quantity.duration(left)));
    }
  }

  @Override
  public void status(String words) {
    status = words;
  }

  @Override
  public void close() {}
}
