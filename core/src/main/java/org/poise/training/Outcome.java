package org.poise.training;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a training ended. A numerical failure is an outcome, not an exception. */
public sealed interface Outcome {

  /** What there is at the end. */
  Result result();

  /** One sentence that says how it ended. */
  String message();

  /** Exit status of a command: 0 done, 1 the numerics failed, 130 interrupted. */
  int exitStatus();

  /** The name of the outcome for machines, such as {@code completed}. */
  default String label() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * What a training leaves.
   *
   * @param state where it ended; with parameters that are good, if the numerics failed
   * @param metrics measured there
   * @param best the best model, the last one included
   * @param weighing how the weights were found
   * @param ntk the last report on the tangent kernel; null where there was none
   */
  record Result(
      TrainingState state,
      Metrics metrics,
      @Nullable Best best,
      WeightReport weighing,
      @Nullable NtkMetrics ntk) {}

  /** All steps were taken. */
  record Completed(Result result) implements Outcome {
    @Override
    public String message() {
      return "All " + result.state.step() + " steps were taken.";
    }

    @Override
    public int exitStatus() {
      return 0;
    }
  }

  /** The last optimiser could do no more. */
  record Converged(Result result, String reason) implements Outcome {
    @Override
    public String message() {
      return "Training ended after " + result.state.step() + " steps: " + reason + ".";
    }

    @Override
    public int exitStatus() {
      return 0;
    }
  }

  /** The monitored value reached its target. */
  record TargetReached(Result result, double target) implements Outcome {
    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "The %s reached %.3g after %d steps; the target is %.3g.",
          result.metrics.monitorName(),
          result.metrics.monitor(),
          result.state.step(),
          target);
    }

    @Override
    public int exitStatus() {
      return 0;
    }
  }

  /** The monitored value did not improve for too long. */
  record PatienceExhausted(Result result, int patience) implements Outcome {
    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "The %s has not improved for %d steps; training stopped after %d.",
          result.metrics.monitorName(),
          patience,
          result.state.step());
    }

    @Override
    public int exitStatus() {
      return 0;
    }
  }

  /** The time allowed is over. */
  record TimeUp(Result result, double minutes) implements Outcome {
    @Override
    public String message() {
      return "The time allowed ("
          + minutes
          + " minutes) was over after "
          + result.state.step()
          + " steps.";
    }

    @Override
    public int exitStatus() {
      return 0;
    }
  }

  /** Someone asked for a stop. */
  record Interrupted(Result result) implements Outcome {
    @Override
    public String message() {
      return "Interrupted after " + result.state.step() + " steps; resuming goes on from there.";
    }

    @Override
    public int exitStatus() {
      return 130;
    }
  }

  /**
   * A number overflowed or became undefined.
   *
   * @param term the loss term in which it was first seen
   * @param quantity what of the term it was
   * @param step the step at which it was seen
   */
  record NonFinite(Result result, String term, String quantity, long step) implements Outcome {
    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "The %s of '%s' is not finite at step %d; the parameters of step %d are kept. %s",
          quantity,
          term,
          step,
          result.state.step(),
          step == 0
              ? "Look at its formula, and at the points where it is evaluated."
              : "A lower learning rate, clip or warmup may help.");
    }

    @Override
    public int exitStatus() {
      return 1;
    }
  }

  /** A group's residuals do not depend on the parameters, so that it has no weight. */
  record ZeroTrace(Result result, String group, String message) implements Outcome {
    @Override
    public int exitStatus() {
      return 1;
    }
  }
}
