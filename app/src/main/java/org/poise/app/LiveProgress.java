package org.poise.app;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.poise.training.MetricNames;
import org.poise.training.Metrics;
import org.poise.training.TrainingListener;
import org.poise.training.TrainingState;

/** One line on a terminal that is drawn again and again. */
final class LiveProgress implements TrainingListener, AutoCloseable {
  private static final int INTERVAL_MILLIS = 250;

  private final MetricNames names;
  private final PrintStream terminal;
  private @Nullable ProgressBar bar;

  LiveProgress(MetricNames names, PrintStream terminal) {
    this.names = names;
    this.terminal = terminal;
  }

  @Override
  public void started(TrainingState state, long totalSteps) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("")
            .setInitialMax(totalSteps)
            .startsFrom(state.step(), java.time.Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .showSpeed(new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .setConsumer(new ConsoleProgressBarConsumer(terminal))
            .build();
  }

  @Override
  public void stepped(long step, double loss) {
    if (bar != null) {
      bar.stepTo(step);
    }
  }

  @Override
  public void measured(Metrics metrics) {
    if (bar != null) {
      bar.setExtraMessage(" " + Status.of(names, metrics));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
