package org.poise.training;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.StepResult;
import org.poise.optimizer.Stepper;
import org.poise.weighting.ZeroTraceException;

/**
 * One run of the loop: measure, report, save, redraw, reweigh, step. States are taken only where a
 * step has ended and nothing of the next one has begun, so that going on from one repeats the same
 * bits.
 */
final class TrainingRun {
  private static final double NANOS = 1e9;

  private final TrainingTask task;
  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final BooleanSupplier stopRequested;
  private final WeightedObjective objective;
  private final WeightUpdater weights;
  private final Observations observations;
  private final Phases phases;
  private final double secondsBefore;
  private final long started = System.nanoTime();

  private final double[] theta;
  private final double[] scratch;
  private double[] good;
  private double[] candidate;
  private long goodStep;
  private long step;
  private long round;
  private long drawnAt;

  TrainingRun(
      TrainingTask task,
      TrainingPlan plan,
      TrainingState start,
      TrainingListener listener,
      BooleanSupplier stopRequested) {
    this.task = task;
    this.plan = plan;
    this.listener = listener;
    this.stopRequested = stopRequested;
    theta = start.theta().clone();
    scratch = new double[theta.length];
    good = theta.clone();
    candidate = new double[theta.length];
    step = start.step();
    goodStep = step;
    round = start.round();
    drawnAt = start.drawnAt();
    secondsBefore = start.seconds();
    objective = new WeightedObjective(task.training(round), start.weights().weights());
    weights =
        new WeightUpdater(
            plan.weights().start(task.weighing(objective.weights().groups())),
            objective,
            r -> task.training(r).map(),
            start);
    observations = new Observations(task, plan, objective, start, listener);
    phases = new Phases(plan.optimizers(), task.bounds(), task.team(), start);
  }

  Outcome run() {
    try {
      return loop();
    } catch (ZeroTraceException e) {
      return end(result -> new Outcome.ZeroTrace(result, e.group(), zeroTrace(e)));
    }
  }

  private String zeroTrace(ZeroTraceException e) {
    return "Training stopped at step " + step + ": " + e.getMessage() + ".";
  }

  private Outcome loop() {
    Outcome failed = begin();
    if (failed != null) {
      return failed;
    }
    long savedAt = step;
    while (true) {
      Outcome stop = stop();
      if (stop != null) {
        return stop;
      }
      if (plan.checkpointEvery() > 0 && step % plan.checkpointEvery() == 0 && step > savedAt) {
        savedAt = step;
        listener.checkpoint(state());
      }
      Diagnosis failure = advance();
      if (failure != null) {
        return nonFinite(failure);
      }
    }
  }

  /** Weighs for the first time, and says so even where that fails, so that a run is left. */
  private @Nullable Outcome begin() {
    Diagnosis failure = null;
    ZeroTraceException zero = null;
    if (!weights.started()) {
      try {
        failure = weights.sweepAndUpdate(step, false, theta, scratch);
      } catch (ZeroTraceException e) {
        zero = e;
      }
    }
    TrainingState first = state();
    listener.started(first, plan.totalSteps());
    if (first.measuredAt() < 0) {
      listener.checkpoint(first);
    }
    if (zero != null) {
      throw zero;
    }
    return failure == null ? null : nonFinite(failure);
  }

  /** Measures and reports if that is due; whether to end here. */
  private @Nullable Outcome stop() {
    if (stopRequested.getAsBoolean()) {
      return end(Outcome.Interrupted::new);
    }
    double minutes = plan.stop().minutes();
    if (minutes > 0 && seconds() >= minutes * 60) {
      return complete(result -> new Outcome.TimeUp(result, minutes));
    }
    if (phases.exhausted() && phases.isLast()) {
      return complete(this::finished);
    }
    if (observations.measurementDue(step)) {
      Outcome outcome = stopOnMeasurement();
      if (outcome != null) {
        return outcome;
      }
    }
    report(false);
    return null;
  }

  private @Nullable Outcome stopOnMeasurement() {
    Metrics metrics = measure();
    Diagnosis failure = observations.nonFinite(metrics);
    if (failure != null) {
      return nonFinite(failure);
    }
    double target = plan.stop().target();
    if (target > 0 && metrics.monitor() <= target) {
      return complete(result -> new Outcome.TargetReached(result, target));
    }
    int patience = plan.stop().patience();
    Best best = observations.best();
    if (patience > 0 && best != null && step - best.step() >= patience) {
      return complete(result -> new Outcome.PatienceExhausted(result, patience));
    }
    return null;
  }

  private Outcome finished(Outcome.Result result) {
    double target = plan.stop().target();
    if (target > 0 && result.metrics().monitor() <= target) {
      return new Outcome.TargetReached(result, target);
    }
    String why = phases.ended();
    return why == null ? new Outcome.Completed(result) : new Outcome.Converged(result, why);
  }

  /** Takes one step, with new points and weights before it where they are due. */
  private @Nullable Diagnosis advance() {
    phases.goOn();
    Stepper stepper = phases.stepper();
    boolean memory = stepper.hasMemory();
    boolean draw = plan.drawDue(step, phases.index(), phases.steps(), memory);
    if (draw && drawnAt != step) {
      round++;
      drawnAt = step;
      objective.bind(task.training(round));
      stepper.reset();
    }
    boolean weigh = weights.due(step, memory);
    if (!memory) {
      Diagnosis failure = weights.updateFirst(step, theta);
      return failure != null ? failure : step(weigh);
    }
    if (draw || weigh || phases.steps() == 0) {
      Diagnosis failure = renewWeights(weigh);
      if (failure != null) {
        return failure;
      }
      stepper.reset();
    }
    return step(false);
  }

  /**
   * New weights for a method with memory, which begins or begins anew: also those that change at
   * every step of other methods.
   */
  private @Nullable Diagnosis renewWeights(boolean weigh) {
    Diagnosis failure = weights.updateFirst(step, theta);
    return failure != null || !weigh ? failure : weights.sweepAndUpdate(step, true, theta, scratch);
  }

  private @Nullable Diagnosis step(boolean weigh) {
    boolean rowNorms = weigh && weights.wantsRowNorms(step);
    System.arraycopy(theta, 0, candidate, 0, theta.length);
    long start = System.nanoTime();
    objective.withRowNorms(rowNorms);
    StepResult result = phases.stepper().step(objective, theta);
    objective.withRowNorms(false);
    switch (result) {
      case MOVED -> {
        double[] swap = good;
        good = candidate;
        candidate = swap;
        goodStep = step;
        observations.stepped(phases.stepper().rate());
      }
      case CONVERGED -> phases.end("the gradient is as small as was asked for");
      case STALLED -> phases.end("no step downhill lowers the loss any further");
      case NON_FINITE -> {
        return Diagnosis.of(objective, theta, good);
      }
    }
    long evaluated = System.nanoTime();
    if (weigh) {
      double[] at = result == StepResult.MOVED ? good : theta;
      Diagnosis failure = weights.update(step, false, at, rowNorms);
      if (failure != null) {
        return failure;
      }
    }
    long end = System.nanoTime();
    if (result == StepResult.MOVED) {
      step++;
      phases.stepped();
      listener.stepped(step, objective.loss());
    }
    weights.account(end - start, rowNorms, end - evaluated);
    return null;
  }

  private Metrics measure() {
    return observations.measure(step, seconds(), theta, weights.traces());
  }

  private void report(boolean lastTime) {
    boolean descends = !lastTime && phases.next() instanceof GradientDescent;
    observations.report(step, theta, descends, lastTime);
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - started) / NANOS;
  }

  private TrainingState state() {
    return new TrainingState(
        step,
        phases.index(),
        phases.steps(),
        round,
        drawnAt,
        observations.measuredAt(),
        theta.clone(),
        phases.stepper().save(),
        weights.state(),
        observations.best(),
        seconds(),
        weights.seconds(),
        observations.ntk());
  }

  /**
   * Ends after a last measurement, without a report: the kernel of parameters that failed may not
   * exist, and who interrupts does not want to wait for it.
   */
  private Outcome end(Function<Outcome.Result, Outcome> outcome) {
    return end(state(), outcome);
  }

  /** Ends after a last report and measurement. */
  private Outcome complete(Function<Outcome.Result, Outcome> outcome) {
    TrainingState state = state();
    report(true);
    return end(state, outcome);
  }

  /**
   * @param state taken before the last report and measurement, which a longer training would not
   *     make
   */
  private Outcome end(TrainingState state, Function<Outcome.Result, Outcome> outcome) {
    Metrics metrics = measure();
    return outcome.apply(
        new Outcome.Result(
            state, metrics, observations.best(), weights.report(), observations.lastReport()));
  }

  private Outcome nonFinite(Diagnosis diagnosis) {
    long seen = step;
    System.arraycopy(good, 0, theta, 0, theta.length);
    step = goodStep;
    return end(
        result -> new Outcome.NonFinite(result, diagnosis.term(), diagnosis.quantity(), seen));
  }
}
