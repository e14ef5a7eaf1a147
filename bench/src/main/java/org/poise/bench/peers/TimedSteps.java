package org.poise.bench.peers;

import java.util.function.BooleanSupplier;

/**
 * Lets a trainer, which asks before every step whether to stop, take as many steps as are
 * requested, and times them: what is measured is the loop that users run.
 */
final class TimedSteps implements BooleanSupplier {
  private final Requests requests;
  private int left;
  private long start;
  private boolean running;

  TimedSteps(Requests requests) {
    this.requests = requests;
  }

  @Override
  public boolean getAsBoolean() {
    if (left > 0) {
      left--;
      return false;
    }
    if (running) {
      requests.took(System.nanoTime() - start);
    }
    left = requests.next() - 1;
    running = left >= 0;
    start = System.nanoTime();
    return !running;
  }
}
