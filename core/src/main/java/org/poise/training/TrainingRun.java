package org.poise.training;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.StepResult;
import org.poise.optimizer.Stepper;
import org.poise.weighting.ZeroTraceException;

/**
 * One run of the loop: measure, save, redraw, reweigh, step. States are taken only where a step has
 * ended and nothing of the next one has begun, so that going on from one repeats the same bits.
 */
final class TrainingRun {
  private static final double NANOS = 1e9;

  private final TrainingTask task;
  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final BooleanSupplier stopRequested;
  private final WeightedObjective objective;
  private final WeightUpdater weights;
  private final Measurer measurer;
  private final double secondsBefore;
  private final long started = System.nanoTime();

  private final double[] theta;
  private final double[] scratch;
  private double[] good;
  private double[] candidate;
  private long goodStep;
  private long step;
  private int phase;
  private int phaseStep;
  private boolean phaseOver;
  private String reason = "";
  private Stepper stepper;
  private long round;
  private long drawnAt;
  private long measuredAt;
  private @Nullable Metrics last;

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
    phase = Math.min(start.phase(), plan.optimizers().size() - 1);
    phaseStep = start.phaseStep();
    round = start.round();
    drawnAt = start.drawnAt();
    measuredAt = start.measuredAt();
    secondsBefore = start.seconds();
    objective = new WeightedObjective(task.training(round), start.weights().weights());
    weights =
        new WeightUpdater(
            plan.weights().start(task.weighing(objective.weights().groups())),
            objective,
            r -> task.training(r).map(),
            start);
    measurer = new Measurer(task, objective, start.best());
    stepper = optimizer().start(theta.length, task.bounds());
    if (!start.optimizer().isEmpty()) {
      stepper.restore(start.optimizer());
    }
  }

  private Optimizer optimizer() {
    return plan.optimizers().get(phase);
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
    if (measuredAt < 0) {
      listener.checkpoint(first);
    }
    if (zero != null) {
      throw zero;
    }
    return failure == null ? null : nonFinite(failure);
  }

  /** Measures if that is due; whether to end here. */
  private @Nullable Outcome stop() {
    if (stopRequested.getAsBoolean()) {
      return end(Outcome.Interrupted::new);
    }
    double minutes = plan.stop().minutes();
    if (minutes > 0 && seconds() >= minutes * 60) {
      return end(result -> new Outcome.TimeUp(result, minutes));
    }
    boolean exhausted = phaseStep >= optimizer().steps() || phaseOver;
    if (exhausted && phase == plan.optimizers().size() - 1) {
      return end(this::finished);
    }
    if (step % plan.measureEvery() != 0 || measuredAt >= step) {
      return null;
    }
    Metrics metrics = measure();
    measuredAt = step;
    Diagnosis failure = measurer.nonFinite(metrics);
    if (failure != null) {
      return nonFinite(failure);
    }
    double target = plan.stop().target();
    if (target > 0 && metrics.monitor() <= target) {
      return end(result -> new Outcome.TargetReached(result, target));
    }
    int patience = plan.stop().patience();
    Best best = measurer.best();
    if (patience > 0 && best != null && step - best.step() >= patience) {
      return end(result -> new Outcome.PatienceExhausted(result, patience));
    }
    return null;
  }

  private Outcome finished(Outcome.Result result) {
    double target = plan.stop().target();
    if (target > 0 && result.metrics().monitor() <= target) {
      return new Outcome.TargetReached(result, target);
    }
    return phaseOver ? new Outcome.Converged(result, reason) : new Outcome.Completed(result);
  }

  /** Takes one step, with new points and weights before it where they are due. */
  private @Nullable Diagnosis advance() {
    if (phaseStep >= optimizer().steps() || phaseOver) {
      phase++;
      phaseStep = 0;
      phaseOver = false;
      stepper = optimizer().start(theta.length, task.bounds());
    }
    if (plan.drawDue(step, phase, phaseStep, stepper.hasMemory()) && drawnAt != step) {
      round++;
      drawnAt = step;
      objective.bind(task.training(round));
      stepper.reset();
    }
    boolean memory = stepper.hasMemory();
    boolean weigh = weights.due(step, memory);
    if (!memory) {
      Diagnosis failure = weights.updateFirst(step, theta);
      return failure != null ? failure : step(weigh);
    }
    if (weigh) {
      Diagnosis failure = weights.sweepAndUpdate(step, true, theta, scratch);
      if (failure != null) {
        return failure;
      }
      stepper.reset();
    }
    return step(false);
  }

  private @Nullable Diagnosis step(boolean weigh) {
    boolean rowNorms = weigh && weights.wantsRowNorms(step);
    System.arraycopy(theta, 0, candidate, 0, theta.length);
    long start = System.nanoTime();
    objective.withRowNorms(rowNorms);
    StepResult result = stepper.step(objective, theta);
    objective.withRowNorms(false);
    switch (result) {
      case MOVED -> {
        double[] swap = good;
        good = candidate;
        candidate = swap;
        goodStep = step;
      }
      case CONVERGED -> over("the gradient is as small as was asked for");
      case STALLED -> over("no step downhill lowers the loss any further");
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
      phaseStep++;
      listener.stepped(step, objective.loss());
    }
    weights.account(end - start, rowNorms, end - evaluated);
    return null;
  }

  private void over(String why) {
    phaseOver = true;
    reason = why;
  }

  private Metrics measure() {
    Metrics metrics = measurer.measure(step, seconds(), theta, weights.traces());
    last = metrics;
    if (measuredAt < step) {
      listener.measured(metrics);
    }
    return metrics;
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - started) / NANOS;
  }

  private TrainingState state() {
    return new TrainingState(
        step,
        phase,
        phaseStep,
        round,
        drawnAt,
        measuredAt,
        theta.clone(),
        stepper.save(),
        weights.state(),
        measurer.best(),
        seconds(),
        weights.seconds());
  }

  /** The state is taken before the last measurement, which a longer training would not make. */
  private Outcome end(Function<Outcome.Result, Outcome> outcome) {
    TrainingState state = state();
    Metrics metrics = last != null && last.step() == step ? last : measure();
    return outcome.apply(new Outcome.Result(state, metrics, measurer.best(), weights.report()));
  }

  private Outcome nonFinite(Diagnosis diagnosis) {
    long seen = step;
    System.arraycopy(good, 0, theta, 0, theta.length);
    step = goodStep;
    return end(
        result -> new Outcome.NonFinite(result, diagnosis.term(), diagnosis.quantity(), seen));
  }
}
