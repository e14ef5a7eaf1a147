package org.poise.app.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The runs of one weighting.
 *
 * @param label its name
 * @param weights the weighting as a problem file has it
 * @param runs one for each seed, in the order of the comparison's seeds
 */
public record SchemeResult(String label, String weights, List<RunResult> runs) {

  /** Takes a copy. */
  public SchemeResult {
    runs = List.copyOf(runs);
  }

  /**
   * Reads runs that have ended.
   *
   * @param directory the comparison's; the runs lie in LABEL/seed-SEED
   * @throws IOException if a run's files cannot be read
   */
  public static SchemeResult read(Path directory, String label, String weights, List<Long> seeds)
      throws IOException {
    List<RunResult> runs = new ArrayList<>();
    for (long seed : seeds) {
      runs.add(RunResult.read(runDirectory(directory, label, seed), seed));
    }
    return new SchemeResult(label, weights, runs);
  }

  /** Where a run lies in the directory of its comparison. */
  public static Path runDirectory(Path comparison, String label, long seed) {
    return comparison.resolve(label).resolve("seed-" + seed);
  }

  /** How many runs failed. */
  public int failed() {
    return (int) runs.stream().filter(RunResult::failed).count();
  }

  /** The errors of a quantity at the end, run by run; +∞ where a run failed. */
  public double[] errors(String quantity) {
    return runs.stream().mapToDouble(r -> r.errors().get(quantity)).toArray();
  }

  /** The same of the best models. */
  public double[] best(String quantity) {
    return runs.stream().mapToDouble(r -> r.best().get(quantity)).toArray();
  }

  /** Training times in seconds. As what follows, over the runs that did not fail. */
  public Spread seconds() {
    return over(RunResult::seconds);
  }

  /** Seconds for each step. */
  public Spread secondsPerStep() {
    return over(r -> r.seconds() / Math.max(1, r.steps()));
  }

  /** The shares of the training times that the weights took, from 0 to 1. */
  public Spread weightShare() {
    return over(r -> r.weightSeconds() / r.seconds());
  }

  /** The last weights of a group. */
  public Spread weight(String group) {
    return over(r -> r.weights().get(group));
  }

  private Spread over(ToDoubleFunction<RunResult> value) {
    return Spread.of(runs.stream().filter(r -> !r.failed()).mapToDouble(value).toArray());
  }
}
