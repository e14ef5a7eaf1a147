package org.poise.app.reproduce;

import java.util.Map;

/** Runs of a study that have ended, by their labels. */
public final class TrainedRuns {
  private final Map<String, TrainedRun> runs;

  TrainedRuns(Map<String, TrainedRun> runs) {
    this.runs = Map.copyOf(runs);
  }

  /**
   * The run of a label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public TrainedRun of(String label) {
    TrainedRun run = runs.get(label);
    if (run == null) {
      throw new IllegalArgumentException(
          "no run is called " + label + "; there are " + runs.keySet());
    }
    return run;
  }
}
