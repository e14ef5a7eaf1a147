package org.poise.app.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of a study that have ended, by their labels. */
public final class TrainedRuns {
  private final Map<String, TrainedRun> runs;

  TrainedRuns(Map<String, TrainedRun> runs) {
    this.runs = new LinkedHashMap<>(runs);
  }

  /**
   * The run of a label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public TrainedRun of(String label) {
    TrainedRun run = runs.get(label);
    if (run == null) {
      throw new IllegalArgumentException("no run is called " + label + "; there are " + runs);
    }
    return run;
  }

  /** All of them, in the order in which they were asked for. */
  public List<TrainedRun> all() {
    return List.copyOf(runs.values());
  }
}
