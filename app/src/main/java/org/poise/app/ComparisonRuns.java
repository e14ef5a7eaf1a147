package org.poise.app;

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
final class ComparisonRuns {
  private final int threads;
  private final ComparisonProgress progress;
  private final BooleanSupplier stopRequested;
  private final AtomicBoolean broken = new AtomicBoolean();

  private ComparisonRuns(int threads, ComparisonProgress progress, BooleanSupplier stopRequested) {
    this.threads = threads;
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  /**
   * Trains until all runs have ended or a stop is requested, in which case the runs under way save
   * their states. If one run cannot go on, such as for a full disk, the others stop in the same
   * way.
   */
  static void train(
      List<ComparisonPlan.Run> runs,
      Jobs.Count count,
      ComparisonProgress progress,
      BooleanSupplier stopRequested)
      throws IOException {
    ComparisonRuns training = new ComparisonRuns(count.threads(), progress, stopRequested);
    List<Callable<Void>> tasks = runs.stream().map(training::task).toList();
    try (ExecutorService executor = Executors.newFixedThreadPool(count.jobs())) {
      for (Future<Void> future : executor.invokeAll(tasks)) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the comparison's thread was interrupted");
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

  private Callable<Void> task(ComparisonPlan.Run run) {
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

  private void train(ComparisonPlan.Run run) throws IOException {
    ComparisonProgress.Part part = progress.new Part(run);
    try (Trainer trainer = Trainer.of(run.experiment(), threads);
        RunDirectory directory = RunDirectory.resume(run.directory(), run.experiment())) {
      TrainingState start = directory.state().orElseGet(trainer::initial);
      Outcome outcome = Training.run(trainer, directory, start, part, this::stop);
      part.ended(outcome);
    }
  }
}
