package org.poise.app;

import java.nio.file.Path;
import org.poise.app.compare.SchemeResult;
import org.poise.experiment.Experiment;

/**
 * One way of weighting the terms of a loss, in a comparison.
 *
 * @param label its name, and that of the directory of its runs
 * @param experiment the experiment under it, with any seed
 */
record Scheme(String label, Experiment experiment) {

  /** The experiment of one of its runs. */
  Experiment experiment(long seed) {
    return experiment.withSeed(seed);
  }

  /** The directory of that run. */
  Path directory(Path comparison, long seed) {
    return SchemeResult.runDirectory(comparison, label, seed);
  }
}
