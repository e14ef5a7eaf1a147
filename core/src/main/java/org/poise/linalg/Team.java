package org.poise.linalg;

import java.util.function.IntConsumer;

/** Threads that share the tasks of a loop. */
@FunctionalInterface
public interface Team {
  /**
   * Runs tasks 0 … count − 1, in any order and several at a time, and returns when all are done; a
   * failure is thrown again here. One loop runs at a time, and not from within a task.
   */
  void run(int count, IntConsumer task);

  /** The caller, who runs one task after the other. */
  static Team alone() {
    return (count, task) -> {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
    };
  }
}
