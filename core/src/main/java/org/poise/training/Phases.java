package org.poise.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Team;
import org.poise.optimizer.Bounds;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.Stepper;

/** The optimisers of a training, one after the other; the time of each is a phase. */
final class Phases {
  private final List<Optimizer> optimizers;
  private final int parameters;
  private final Bounds bounds;
  private final Team team;
  private int index;
  private int steps;
  private @Nullable String ended;
  private Stepper stepper;

  Phases(List<Optimizer> optimizers, Bounds bounds, Team team, TrainingState start) {
    this.optimizers = optimizers;
    this.bounds = bounds;
    this.team = team;
    parameters = start.theta().length;
    index = Math.min(start.phase(), optimizers.size() - 1);
    steps = start.phaseStep();
    stepper = optimizers.get(index).start(parameters, bounds, team);
    if (!start.optimizer().isEmpty()) {
      stepper.restore(start.optimizer());
    }
  }

  /** Index of the optimiser in force. */
  int index() {
    return index;
  }

  /** Steps that it has taken. */
  int steps() {
    return steps;
  }

  Stepper stepper() {
    return stepper;
  }

  /** Whether the optimiser in force takes no further step. */
  boolean exhausted() {
    return steps >= optimizers.get(index).steps() || ended != null;
  }

  boolean isLast() {
    return index == optimizers.size() - 1;
  }

  /** The optimiser that takes the next step, unless the last one is exhausted. */
  Optimizer next() {
    return optimizers.get(exhausted() && !isLast() ? index + 1 : index);
  }

  /** Goes over to the next optimiser if the one in force is exhausted. */
  void goOn() {
    if (exhausted()) {
      index++;
      steps = 0;
      ended = null;
      stepper = optimizers.get(index).start(parameters, bounds, team);
    }
  }

  /** A step was taken. */
  void stepped() {
    steps++;
  }

  /** The optimiser in force can do no more. */
  void end(String why) {
    ended = why;
  }

  /** Why the optimiser in force can do no more; null where it can. */
  @Nullable String ended() {
    return ended;
  }
}
