package org.poise.app;

import java.util.ArrayList;
import java.util.List;
import org.poise.optimizer.Optimizer;

/** Another number of steps for a chain of optimisers. */
final class Steps {
  private Steps() {}

  /** The chain cut short, or with more steps of its last optimiser, so that it takes n in all. */
  static List<Optimizer> inAll(List<Optimizer> chain, long n) {
    if (n < 1 || n > Integer.MAX_VALUE) {
      throw new UserException(
          "--steps must be a whole number from 1 to " + Integer.MAX_VALUE + ", not " + n);
    }
    List<Optimizer> result = new ArrayList<>();
    long left = n;
    for (int i = 0; i < chain.size() && left > 0; i++) {
      Optimizer optimizer = chain.get(i);
      boolean last = i == chain.size() - 1;
      int steps = (int) (last ? left : Math.min(left, optimizer.steps()));
      result.add(optimizer.withSteps(steps));
      left -= steps;
    }
    return result;
  }
}
