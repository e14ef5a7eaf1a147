package org.poise.app.runs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.poise.training.Outcome;
import org.poise.training.RunDirectory;
import org.poise.training.Trainer;
import org.poise.training.TrainingState;

/** Trains the runs of a plan in their directories, several at a time. */
public final class ParallelRuns {
  private final int threads;
  private final RunsProgress progress;
  private final String version;
  private final BooleanSupplier stopRequested;
  private final AtomicBoolean broken = new AtomicBoolean();

  private ParallelRuns(
      int threads, RunsProgress progress, String version, BooleanSupplier stopRequested) {
    this.threads = threads;
    this.progress = progress;
    this.version = version;
    this.stopRequested = stopRequested;
  }

  /**
   * Trains until all runs have ended or a stop is requested, in which case the runs under way save
   * their states. If one run cannot go on, such as for a full disk, the others stop in the same
   * way.
   *
   * @param version version of the program, for the summaries of the runs
   */
  public static void train(
      List<RunPlan.Run> runs,
      Concurrency concurrency,
      RunsProgress progress,
      String version,
      BooleanSupplier stopRequested)
      throws IOException {
    ParallelRuns training =
        new ParallelRuns(concurrency.threads(), progress, version, stopRequested);
    List<Callable<Void>> tasks = runs.stream().map(training::task).toList();
    try (ExecutorService executor = Executors.newFixedThreadPool(concurrency.jobs())) {
      for (Future<Void> future : executor.invokeAll(tasks)) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the thread that waits for the runs was interrupted");
    } catch (ExecutionException e) {
      throw thrown(Objects.requireNonNull(e.getCause()));
    }
  }

  /** What a task threw, to be thrown again. */
  private static IOException thrown(Throwable cause) {
    return switch (cause) {
      case IOException io -> io;
      case RuntimeException runtime -> throw runtime;
      case Error error -> throw error;
      default -> throw new AssertionError("tasks throw nothing else", cause);
    };
  }

  private Callable<Void> task(RunPlan.Run run) {
    return () -> {
      try {
        if (!stop()) {
          train(run);
        }
        return null;
      } catch (Throwable e) {
        broken.set(true);
        throw e;
      }
    };
  }

  private boolean stop() {
    return broken.get() || stopRequested.getAsBoolean();
  }

  private void train(RunPlan.Run run) throws IOException {
    RunsProgress.Part part = progress.new Part(run);
    try (Trainer trainer = Trainer.of(run.experiment(), threads);
        RunDirectory directory = RunDirectory.resume(run.directory(), run.experiment())) {
      TrainingState start = directory.state().orElseGet(trainer::initial);
      Outcome outcome = SavedTraining.run(trainer, directory, start, part, version, this::stop);
      part.ended(outcome);
    }
  }
}
