package org.poise.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.poise.app.files.OwnFiles;
import org.poise.training.History;

/**
 * What a run came to. Errors are relative L2 errors by quantity. Where nothing is known to compare
 * with, the sum of the held-out losses, or else of the training losses, with all weights 1, stands
 * in for them as the one of {@code all terms}.
 *
 * @param seed its seed
 * @param outcome the label of its outcome, such as {@code completed}
 * @param message how it ended, in a sentence
 * @param steps steps taken
 * @param seconds training time
 * @param weightSeconds what of it the weights took
 * @param threads threads that computed
 * @param measure what errors are: {@code relative L2 error}, {@code held-out loss} or {@code loss}
 * @param errors at the end; +∞ if the numerics failed
 * @param best the same of the best model
 * @param bestStep the step of the best model; −1 if there is none
 * @param weights the groups' weights at the end
 */
public record RunResult(
    long seed,
    String outcome,
    String message,
    long steps,
    double seconds,
    double weightSeconds,
    int threads,
    String measure,
    Map<String, Double> errors,
    Map<String, Double> best,
    long bestStep,
    Map<String, Double> weights) {
  private static final String ALL = "all terms";
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Set<String> FAILURES = Set.of("non-finite", "zero-trace");

  /** Whether a run with the label of that outcome failed in its numerics. */
  public static boolean isFailure(String outcome) {
    return FAILURES.contains(outcome);
  }

  /** Whether the numerics failed. */
  public boolean failed() {
    return isFailure(outcome);
  }

  /**
   * Reads summary.json and metrics.csv of a run that has ended.
   *
   * @throws IOException if a file cannot be read or is not what it should be
   */
  static RunResult read(Path directory, long seed) throws IOException {
    JsonNode summary = OwnFiles.json(directory.resolve("summary.json"));
    String outcome = summary.path("outcome").asText();
    Map<String, Double> errors = new LinkedHashMap<>();
    summary
        .path("errors")
        .properties()
        .forEach(e -> errors.put(e.getKey(), number(e.getValue().path("relL2"))));
    JsonNode model = summary.path("best");
    long bestStep = model.path("step").asLong(-1);
    Map<String, Double> best = new LinkedHashMap<>(errors);
    String measure = "relative L2 error";
    if (errors.isEmpty()) {
      boolean heldOut = !summary.path("heldOut").isEmpty();
      measure = heldOut ? "held-out loss" : "loss";
      errors.put(ALL, sum(summary.path(heldOut ? "heldOut" : "losses")));
      best.put(ALL, number(model.path("value")));
    } else {
      History history = History.read(directory.resolve("metrics.csv"));
      for (String name : errors.keySet()) {
        best.put(name, bestStep < 0 ? INFINITY : at(directory, history, bestStep, name));
      }
    }
    if (isFailure(outcome)) {
      errors.replaceAll((name, value) -> INFINITY);
      best.replaceAll((name, value) -> INFINITY);
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    summary
        .path("weights")
        .properties()
        .forEach(w -> weights.put(w.getKey(), number(w.getValue())));
    return new RunResult(
        seed,
        outcome,
        summary.path("message").asText(),
        summary.path("steps").asLong(),
        number(summary.path("seconds")),
        number(summary.path("weightSeconds")),
        summary.path("threads").asInt(),
        measure,
        errors,
        best,
        bestStep,
        weights);
  }

  private static double sum(JsonNode losses) {
    double sum = 0;
    for (JsonNode loss : losses) {
      sum += number(loss);
    }
    return sum;
  }

  /** A summary has null for what is not finite. */
  private static double number(JsonNode value) {
    return value.asDouble(INFINITY);
  }

  /** The error that was measured at a step. */
  private static double at(Path directory, History history, long step, String name)
      throws IOException {
    double[] steps = history.column("step");
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] == step) {
        return history.column("error." + name + ".relL2")[i];
      }
    }
    throw new IOException(
        directory
            + " has no row for step "
            + step
            + " of its best model in metrics.csv; delete this run's directory and compare again");
  }
}
