package org.poise.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.poise.training.MetricNames;
import org.poise.training.Metrics;
import org.poise.training.TrainingListener;
import org.poise.training.TrainingState;

/** A line every few seconds, for logs. */
final class PlainProgress implements TrainingListener {
  private static final double INTERVAL_SECONDS = 5;
  private static final double NANOS = 1e9;

  private final MetricNames names;
  private final PrintWriter err;
  private final LongSupplier clock;
  private @Nullable Metrics last;
  private long total;
  private long first;
  private long started;
  private long printed;

  /**
   * Progress.
   *
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  PlainProgress(MetricNames names, PrintWriter err, LongSupplier clock) {
    this.names = names;
    this.err = err;
    this.clock = clock;
  }

  @Override
  public void started(TrainingState state, long totalSteps) {
    started(state.step(), totalSteps);
  }

  void started(long step, long totalSteps) {
    total = totalSteps;
    first = step;
    started = clock.getAsLong();
    printed = started;
  }

  @Override
  public void stepped(long step, double loss) {
    long now = clock.getAsLong();
    if ((now - printed) / NANOS >= INTERVAL_SECONDS) {
      printed = now;
      double rate = (step - first) * NANOS / (now - started);
      double left = (total - step) / rate;
      err.println(
          String.format(
              Locale.ROOT,
              "step %d/%d  %s  %s steps/s  %s left",
              step,
              total,
              last == null ? "loss " + Quantity.few(loss) : Status.of(names, last),
              Quantity.few(rate),
              Quantity.duration(left)));
    }
  }

  @Override
  public void measured(Metrics metrics) {
    last = metrics;
  }
}
