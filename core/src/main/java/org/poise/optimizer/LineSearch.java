package org.poise.optimizer;

import org.poise.linalg.Dense;

/**
 * A line search for the strong Wolfe conditions L(θ + αd) ≤ L(θ) + c1 α ∇L(θ)ᵀd and |∇L(θ + αd)ᵀd|
 * ≤ c2 |∇L(θ)ᵀd| (Nocedal and Wright, algorithms 3.5 and 3.6, trial steps by cubic interpolation,
 * equation 3.59). A trial whose loss is not finite counts as infinitely high.
 */
final class LineSearch {
  private static final double GROWTH = 2;
  private static final double MARGIN = 0.1;

  private final double c1;
  private final double c2;
  private final int limit;
  private final Bounds bounds;

  /** The last trial point and its gradient; after a successful search, the accepted ones. */
  double[] point;

  double[] gradient;

  private int evaluations;
  private double step;

  /** A step length with the loss and its slope there. */
  private record Trial(double step, double loss, double slope) {
    boolean isFinite() {
      return Double.isFinite(loss) && Double.isFinite(slope);
    }
  }

  /** What one search works on. */
  private record Line(
      Objective objective, double[] theta, double[] direction, Trial start, double longest) {}

  LineSearch(QuasiNewton method, int parameters, Bounds bounds) {
    this.c1 = method.c1();
    this.c2 = method.c2();
    this.limit = method.searches();
    this.bounds = bounds;
    point = new double[parameters];
    gradient = new double[parameters];
  }

  /**
   * Searches from θ along a direction of descent.
   *
   * @param loss L(θ)
   * @param slope ∇L(θ)ᵀd, negative
   * @param first first trial step
   * @param longest longest step allowed; accepted on sufficient decrease alone
   * @return the loss at the accepted point, or NaN if there is none
   */
  double search(
      Objective objective,
      double[] theta,
      double[] direction,
      double loss,
      double slope,
      double first,
      double longest) {
    Line line = new Line(objective, theta, direction, new Trial(0, loss, slope), longest);
    evaluations = 0;
    Trial previous = line.start;
    double step = Math.min(first, longest);
    while (evaluations < limit) {
      Trial trial = evaluate(line, step);
      if (!decreases(line, trial) || evaluations > 1 && trial.loss >= previous.loss) {
        return zoom(line, previous, trial);
      }
      if (flat(line, trial) || step >= longest) {
        return trial.loss;
      }
      if (trial.slope >= 0) {
        return zoom(line, trial, previous);
      }
      previous = trial;
      step = Math.min(GROWTH * step, longest);
    }
    return previous.step > 0 ? previous.loss : Double.NaN;
  }

  /**
   * Narrows an interval whose end {@code low} has the lowest loss of those of sufficient decrease.
   */
  private double zoom(Line line, Trial low, Trial high) {
    Trial last = null;
    while (evaluations < limit) {
      double step = between(low, high);
      if (step == low.step || step == high.step) {
        break;
      }
      Trial trial = evaluate(line, step);
      last = trial;
      if (!decreases(line, trial) || trial.loss >= low.loss) {
        high = trial;
        continue;
      }
      if (flat(line, trial)) {
        return trial.loss;
      }
      if (trial.slope * (high.step - low.step) >= 0) {
        high = low;
      }
      low = trial;
    }
    if (low.step == 0) {
      return Double.NaN;
    }
    return low == last ? low.loss : evaluate(line, low.step).loss;
  }

  private boolean decreases(Line line, Trial trial) {
    return trial.isFinite() && trial.loss <= line.start.loss + c1 * trial.step * line.start.slope;
  }

  private boolean flat(Line line, Trial trial) {
    return Math.abs(trial.slope) <= -c2 * line.start.slope;
  }

  /** The length of the step to {@link #point}. */
  double step() {
    return step;
  }

  private Trial evaluate(Line line, double step) {
    evaluations++;
    this.step = step;
    for (int i = 0; i < point.length; i++) {
      point[i] = line.theta[i] + step * line.direction[i];
    }
    bounds.project(point);
    double loss = line.objective.evaluate(point, gradient);
    return new Trial(step, loss, Dense.dot(point.length, gradient, 0, line.direction, 0));
  }

  /**
   * The minimiser of the cubic through both ends, kept off the ends; the middle if there is none.
   */
  private static double between(Trial a, Trial b) {
    double width = b.step - a.step;
    double middle = a.step + 0.5 * width;
    if (!a.isFinite() || !b.isFinite()) {
      return middle;
    }
    double d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.step - b.step);
    double square = d1 * d1 - a.slope * b.slope;
    if (!(square >= 0)) {
      return middle;
    }
    double d2 = Math.copySign(Math.sqrt(square), width);
    double step = b.step - width * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
    double margin = MARGIN * Math.abs(width);
    double least = Math.min(a.step, b.step) + margin;
    double greatest = Math.max(a.step, b.step) - margin;
    return Double.isFinite(step) ? Math.max(least, Math.min(greatest, step)) : middle;
  }
}
