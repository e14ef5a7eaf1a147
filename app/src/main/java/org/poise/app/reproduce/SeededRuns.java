package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.poise.app.compare.Spread;

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

  /** The median of the largest relative L2 errors at the end. */
  double error() {
    return Spread.of(runs.stream().mapToDouble(TrainedRun::largestError).toArray()).median();
  }

  /** The kernel at the start, in the middle and at the end: medians over the seeds. */
  List<KernelStage> kernels() throws IOException {
    List<List<KernelStage>> all = new ArrayList<>();
    for (TrainedRun run : runs) {
      all.add(KernelStage.of(run));
    }
    List<KernelStage> medians = new ArrayList<>();
    for (int stage = 0; stage < all.getFirst().size(); stage++) {
      int at = stage;
      medians.add(KernelStage.median(all.stream().map(stages -> stages.get(at)).toList()));
    }
    return medians;
  }
}
