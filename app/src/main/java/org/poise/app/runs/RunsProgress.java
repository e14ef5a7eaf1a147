package org.poise.app.runs;

import org.poise.app.console.ProgressLine;
import org.poise.training.Outcome;
import org.poise.training.TrainingListener;

/** The progress of several trainings at a time on one line. */
public final class RunsProgress {
  private final ProgressLine line;
  private final int runs;
  private int ended;
  private int failed;
  private long done;

  /** Starts the line for what a plan has to do. */
  public RunsProgress(RunPlan plan, ProgressLine line) {
    this.line = line;
    runs = plan.ended() + plan.runs().size();
    ended = plan.ended();
    done = plan.runs().stream().mapToLong(RunPlan.Run::done).sum();
    line.start(done, done + plan.runs().stream().mapToLong(RunPlan.Run::stepsLeft).sum());
    show();
  }

  /** Hears of the steps of one run, on its own thread. */
  final class Part implements TrainingListener {
    private final long steps;
    private long reached;

    Part(RunPlan.Run run) {
      steps = run.experiment().steps();
      reached = run.done();
    }

    @Override
    public void stepped(long step, double loss) {
      advance(step - reached);
      reached = step;
    }

    /** The run is over; steps that it need not take count as taken. */
    void ended(Outcome outcome) {
      if (!(outcome instanceof Outcome.Interrupted)) {
        advance(steps - reached);
        count(outcome.exitStatus() != 0);
      }
    }
  }

  private synchronized void advance(long steps) {
    done += steps;
    line.at(done);
  }

  private synchronized void count(boolean hasFailed) {
    ended++;
    failed += hasFailed ? 1 : 0;
    show();
  }

  private void show() {
    String failures = failed == 0 ? "" : ", " + failed + " failed";
    line.status(ended + " of " + runs + " runs done" + failures);
  }
}
