package org.poise.training;

import java.util.List;

/** Hears of what happens in a training, on the training's own thread. */
public interface TrainingListener {
  /** Training starts or goes on from a state. */
  default void started(TrainingState state, long totalSteps) {}

  /**
   * A step was taken.
   *
   * @param step steps taken
   * @param loss the loss that the step started from
   */
  default void stepped(long step, double loss) {}

  /** Losses and errors were measured. */
  default void measured(Metrics metrics) {}

  /** The tangent kernel was reported on. */
  default void reported(NtkMetrics metrics) {}

  /** A checkpoint is due: at the start and at every interval. */
  default void checkpoint(TrainingState state) {}

  /** Hears nothing. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }

  /** Tells several, in order. */
  static TrainingListener all(TrainingListener... listeners) {
    List<TrainingListener> list = List.of(listeners);
    return new TrainingListener() {
      @Override
      public void started(TrainingState state, long totalSteps) {
        list.forEach(l -> l.started(state, totalSteps));
      }

      @Override
      public void stepped(long step, double loss) {
        for (int i = 0; i < list.size(); i++) {
          list.get(i).stepped(step, loss);
        }
      }

      @Override
      public void measured(Metrics metrics) {
        list.forEach(l -> l.measured(metrics));
      }

      @Override
      public void reported(NtkMetrics metrics) {
        list.forEach(l -> l.reported(metrics));
      }

      @Override
      public void checkpoint(TrainingState state) {
        list.forEach(l -> l.checkpoint(state));
      }
    };
  }
}
