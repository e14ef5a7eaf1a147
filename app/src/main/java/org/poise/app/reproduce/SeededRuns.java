package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.poise.app.compare.Spread;
import org.poise.app.console.Quantity;

/**
 * Runs of one set-up under several seeds.
 *
 * @param runs the runs of the seeds 1, 2, …
 */
record SeededRuns(List<TrainedRun> runs) {

  /** Adds a set-up under the first {@code seeds} seeds to what is to be trained. */
  static void add(Map<String, Setup> setups, String label, Setup setup, int seeds) {
    for (int seed = 1; seed <= seeds; seed++) {
      setups.put(label(label, seed), setup.with("seed=" + seed));
    }
  }

  /** What was trained of it. */
  static SeededRuns of(TrainedRuns all, String label, int seeds) {
    List<TrainedRun> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      runs.add(all.of(label(label, seed)));
    }
    return new SeededRuns(runs);
  }

  private static String label(String label, int seed) {
    return label + "/seed-" + seed;
  }

  /** The run of the first seed, for curves. */
  TrainedRun first() {
    return runs.getFirst();
  }

  /** The spread of the largest relative L2 errors at the end. */
  Spread errors() {
    return Spread.of(runs.stream().mapToDouble(TrainedRun::largestError).toArray());
  }

  /** Their median, and the least and the greatest where there are several. */
  String errorsInWords() {
    Spread errors = errors();
    String median = Quantity.few(errors.median());
    return runs.size() == 1
        ? median
        : median + " (" + Quantity.few(errors.min()) + " to " + Quantity.few(errors.max()) + ")";
  }

  /** The kernel at a moment: medians over the seeds. */
  KernelStage kernel(Moment moment) throws IOException {
    List<KernelStage> stages = new ArrayList<>();
    for (TrainedRun run : runs) {
      stages.add(KernelStage.of(run, moment));
    }
    return KernelStage.median(stages);
  }
}
