package org.poise.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.ntk.TraceEstimator;
import org.poise.ntk.TrackedTraces;

/**
 * Reads which trace estimators to compare: items with commas between, each what the key {@code
 * estimator} of NTK weights takes.
 */
final class EstimatorList {
  private static final String OPTION = "--estimators ";

  private EstimatorList() {}

  /** The estimators of the options by their texts, in order. */
  static Map<String, TraceEstimator> of(List<String> options, Experiment experiment) {
    Map<String, TraceEstimator> estimators = new LinkedHashMap<>();
    for (String option : options) {
      for (String item : CommaList.items(option)) {
        String text = item.strip();
        TraceEstimator estimator = ProblemFile.estimator(experiment, OPTION + text, text);
        if (estimator instanceof TrackedTraces) {
          throw new UserException(
              OPTION
                  + text
                  + ": tracked traces follow the steps of a training, and at a single point are the"
                  + " exact ones; give exact, or the sketch that follows the changes");
        }
        if (estimators.containsValue(estimator)) {
          throw new UserException(
              OPTION + text + ": this estimator is in the list already; give each once");
        }
        estimators.put(text, estimator);
      }
    }
    return estimators;
  }
}
