package org.poise.app.console;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal that is drawn again and again. Its width is given, since the library would
 * ask JLine for it, which sets the process's signal handlers back: Ctrl-C would then end it at
 * once.
 */
final class LiveLine implements ProgressLine {
  private static final int INTERVAL_MILLIS = 250;

  private static final int STANDARD_WIDTH = 80;
  private static final int LEAST_WIDTH = 20;

  /** Columns at the right where a terminal shows ^C. */
  private static final int MARGIN = 4;

  private final PrintStream terminal;
  private final int columns;
  private @Nullable ProgressBar bar;

  /**
   * A line on a terminal.
   *
   * @param columns the terminal's width, as COLUMNS in the environment says; null if it does not
   */
  LiveLine(PrintStream terminal, @Nullable String columns) {
    this.terminal = terminal;
    this.columns = width(columns);
  }

  private static int width(@Nullable String columns) {
    return columns != null && columns.matches("\\d{1,4}")
        ? Math.max(LEAST_WIDTH, Integer.parseInt(columns))
        : STANDARD_WIDTH;
  }

  @Override
  public void start(long done, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("")
            .setInitialMax(total)
            .startsFrom(done, Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .showSpeed(new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    text -> terminal.print("\r" + text + " "), columns - MARGIN))
            .build();
  }

  @Override
  public void at(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void status(String words) {
    if (bar != null) {
      bar.setExtraMessage(" " + words);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      terminal.println();
    }
  }
}
