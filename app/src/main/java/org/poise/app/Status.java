package org.poise.app;

import java.util.List;
import java.util.StringJoiner;
import org.poise.app.console.Quantity;
import org.poise.training.MetricNames;
import org.poise.training.Metrics;

/** The state of a training in a few words. */
final class Status {
  private static final int MOST_WEIGHTS = 3;

  private Status() {}

  /** Loss, error and weights as last measured. */
  static String of(MetricNames names, Metrics metrics) {
    StringJoiner words = new StringJoiner("  ");
    words.add("loss " + Quantity.few(metrics.loss()));
    String error = error(names, metrics);
    if (!error.isEmpty()) {
      words.add(error);
    }
    words.add(weights(names.groups(), metrics.weights()));
    return words.toString();
  }

  /** The largest relative error, with the quantity's name where there are several. */
  private static String error(MetricNames names, Metrics metrics) {
    int worst = -1;
    for (int i = 0; i < metrics.relL2().length; i++) {
      if (worst < 0 || metrics.relL2()[i] > metrics.relL2()[worst]) {
        worst = i;
      }
    }
    if (worst < 0) {
      return "";
    }
    String of = metrics.relL2().length > 1 ? " (" + names.errors().get(worst) + ")" : "";
    return "error " + Quantity.few(metrics.relL2()[worst]) + of;
  }

  private static String weights(List<String> groups, double[] weights) {
    StringJoiner words = new StringJoiner(" ", "weights ", "");
    if (weights.length <= MOST_WEIGHTS) {
      for (int i = 0; i < weights.length; i++) {
        words.add(groups.get(i) + " " + Quantity.few(weights[i]));
      }
      return words.toString();
    }
    double least = weights[0];
    double most = weights[0];
    for (double weight : weights) {
      least = Math.min(least, weight);
      most = Math.max(most, weight);
    }
    return words.add(Quantity.few(least)).add("to").add(Quantity.few(most)).toString();
  }
}
