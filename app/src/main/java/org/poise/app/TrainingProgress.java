package org.poise.app;

import org.poise.app.console.ProgressLine;
import org.poise.app.console.Quantity;
import org.poise.training.MetricNames;
import org.poise.training.Metrics;
import org.poise.training.TrainingListener;
import org.poise.training.TrainingState;

/** The progress of one training: its steps, and what was last measured. */
final class TrainingProgress implements TrainingListener {
  private final MetricNames names;
  private final ProgressLine line;
  private boolean measured;

  TrainingProgress(MetricNames names, ProgressLine line) {
    this.names = names;
    this.line = line;
  }

  @Override
  public void started(TrainingState state, long totalSteps) {
    line.start(state.step(), totalSteps);
  }

  @Override
  public void stepped(long step, double loss) {
    if (!measured) {
      line.status("loss " + Quantity.few(loss));
    }
    line.at(step);
  }

  @Override
  public void measured(Metrics metrics) {
    measured = true;
    line.status(Status.of(names, metrics));
  }
}
