package org.poise.app;

import org.jspecify.annotations.Nullable;
import org.poise.app.console.Quantity;
import org.poise.app.runs.Concurrency;
import org.poise.experiment.Experiment;
import org.poise.residual.CompiledProblem;
import picocli.CommandLine.Option;

/** The options that say how many runs train at a time, and with how many threads each. */
final class Jobs {
  @Option(
      names = "--threads",
      paramLabel = "T",
      description = {
        "Threads of each run; 1 if not given, and with --jobs what each has processors for.",
        "Results are the same."
      })
  private @Nullable Integer threads;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "Runs at a time; as many as there are processors for if not given.")
  private @Nullable Integer jobs;

  /** Threads for work beside the runs: as many as all runs at a time have. */
  int threads() {
    Concurrency wanted = wanted(threads, jobs, Runtime.getRuntime().availableProcessors(), 1024);
    return Math.min(1024, wanted.jobs() * wanted.threads());
  }

  /** What the options, the processors and the memory come to, for so many runs. */
  Concurrency count(Experiment experiment, int runs) {
    Concurrency wanted = wanted(threads, jobs, Runtime.getRuntime().availableProcessors(), runs);
    double bytes;
    try (CompiledProblem compiled =
        CompiledProblem.compile(experiment.problem(), experiment.networks(), wanted.threads())) {
      bytes = experiment.memoryBytes() + compiled.summary().memoryBytes();
    }
    int fitting = fitting(wanted.jobs(), jobs != null, bytes, Runtime.getRuntime().maxMemory());
    return new Concurrency(fitting, wanted.threads());
  }

  /** The runs and threads that are asked for; never more runs than there are. */
  static Concurrency wanted(
      @Nullable Integer threads, @Nullable Integer jobs, int processors, int runs) {
    if (jobs != null) {
      Threads.checked("--jobs", jobs);
    }
    int each = jobs == null ? 1 : Math.max(1, processors / jobs);
    if (threads != null) {
      each = Threads.checked("--threads", threads);
    }
    int atATime = jobs == null ? Math.max(1, processors / each) : jobs;
    return new Concurrency(Math.min(atATime, Math.max(1, runs)), each);
  }

  /** The runs that memory has room for at a time. More are refused if they were asked for. */
  static int fitting(int jobs, boolean given, double bytesOfRun, double available) {
    int fitting = (int) Math.max(1, Math.min(jobs, Math.floor(available / bytesOfRun)));
    if (given && fitting < jobs) {
      throw new UserException(
          jobs
              + " runs at a time would take at least "
              + Quantity.bytes(jobs * bytesOfRun)
              + " of memory, and this Java may use "
              + Quantity.bytes(available)
              + "; give --jobs "
              + fitting
              + ", or more memory, such as POISE_JAVA_OPTS=-Xmx8g in the environment");
    }
    return fitting;
  }
}
