package org.poise.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.experiment.ProblemFileException;
import org.poise.problem.Problem;
import org.poise.problem.Reference;

/**
 * The directory of one training: problem.yaml (resolved; with reference.csv where there is one),
 * metrics.csv, checkpoints/, model.safetensors, model-best.safetensors, ntk.csv and ntk-spectra.csv
 * where the kernel is reported on, and summary.json, which is there while the run has ended and
 * nothing goes on with it. One process at a time holds it, by a lock that ends with the process.
 * The process may be killed at any moment: every file but those of rows is replaced in one piece,
 * and rows beyond the checkpoint that a run goes on from are dropped. Before the first checkpoint
 * is complete there is no problem.yaml, and then there is no run.
 */
public final class RunDirectory implements AutoCloseable {
  private static final String PROBLEM = "problem.yaml";
  private static final String REFERENCE = "reference.csv";
  private static final String METRICS = "metrics.csv";
  private static final String NTK = "ntk.csv";
  private static final String NTK_SPECTRA = "ntk-spectra.csv";
  private static final String SUMMARY = "summary.json";
  private static final String LOCK = ".lock";

  private final Path directory;
  private final Experiment experiment;
  private final CheckpointFiles checkpoints;
  private final FileChannel lock;
  private final @Nullable TrainingState state;
  private @Nullable RowFile metrics;
  private @Nullable RowFile ntk;
  private @Nullable RowFile ntkSpectra;

  private RunDirectory(Path directory, Experiment experiment, FileChannel lock, boolean resume)
      throws IOException {
    this.directory = directory;
    this.experiment = experiment;
    this.lock = lock;
    checkpoints = new CheckpointFiles(directory, experiment.checkpoint().keep());
    boolean exists = Files.exists(directory.resolve(PROBLEM));
    if (exists && !resume) {
      throw new RunDirectoryException(
          directory
              + " already holds a run; go on with it by --resume, or give another directory by --out");
    }
    if (exists) {
      state = checkpoints.newest();
      checkSame(ProblemFile.read(directory.resolve(PROBLEM), List.of()), state);
    } else {
      checkpoints.clear();
      state = null;
    }
  }

  /**
   * Takes a directory for a new run, and makes it if need be.
   *
   * @throws RunDirectoryException if there is a run in it, or a process that uses it
   */
  public static RunDirectory create(Path directory, Experiment experiment) throws IOException {
    return open(directory, experiment, false);
  }

  /**
   * Goes on with the run in a directory; where there is none, a new one starts. The number of steps
   * may have changed from the optimiser in force on, and when to stop and to save.
   *
   * @throws RunDirectoryException if something else has changed, or another process uses the
   *     directory
   */
  public static RunDirectory resume(Path directory, Experiment experiment) throws IOException {
    return open(directory, experiment, true);
  }

  /**
   * Whether a directory holds a run of that very experiment that has ended, and not by an
   * interruption: there is nothing to go on with.
   *
   * @throws ProblemFileException if the run's own problem.yaml cannot be read
   */
  public static boolean hasEnded(Path directory, Experiment experiment) throws IOException {
    Path problem = directory.resolve(PROBLEM);
    Path summary = directory.resolve(SUMMARY);
    return Files.exists(problem)
        && Files.exists(summary)
        && Summary.saysEnded(Files.readString(summary))
        && ProblemFile.read(problem, List.of()).equals(experiment);
  }

  private static RunDirectory open(Path directory, Experiment experiment, boolean resume)
      throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new RunDirectoryException(
          directory + " is a file; give a directory for the results of the run");
    }
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(channel)) {
        throw new RunDirectoryException(
            directory
                + " is in use by another training; wait for its end, or give another directory");
      }
      return new RunDirectory(directory, experiment, channel, resume);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void checkSame(Experiment before, TrainingState from) {
    List<String> changed = Differences.between(before, experiment, from);
    if (!changed.isEmpty()) {
      throw new RunDirectoryException(
          "the run in "
              + directory
              + " cannot go on, since the problem has changed in "
              + changed.stream().collect(Collectors.joining(", "))
              + " (compare "
              + directory.resolve(PROBLEM)
              + "); undo the change, or start a new run in another directory");
    }
  }

  /** Where it lies. */
  public Path path() {
    return directory;
  }

  /** The state to go on from; empty for a new run. */
  public Optional<TrainingState> state() {
    return Optional.ofNullable(state);
  }

  /**
   * Writes what happens in a run of the trainer, which must start from {@link #state} where there
   * is one.
   */
  public TrainingListener listener(Trainer trainer) {
    return new TrainingListener() {
      @Override
      public void started(TrainingState start, long totalSteps) {
        unchecked(() -> {
          openRows(trainer.names(), start);
          if (state != null) {
            Files.deleteIfExists(directory.resolve(SUMMARY));
            writeProblem();
          }
        });
      }

      @Override
      public void measured(Metrics row) {
        unchecked(() -> append(metrics, row.csv()));
      }

      @Override
      public void reported(NtkMetrics row) {
        unchecked(() -> {
          append(ntk, row.csv());
          append(ntkSpectra, row.spectraCsv());
        });
      }

      @Override
      public void checkpoint(TrainingState reached) {
        unchecked(() -> {
          save(reached);
          if (state == null && reached.step() == 0) {
            writeProblem();
          }
        });
      }
    };
  }

  /**
   * The problem, and beside it the values of its reference, so that the directory stands for
   * itself.
   */
  private void writeProblem() throws IOException {
    Problem problem = experiment.problem();
    Reference reference = problem.reference();
    if (reference != null) {
      AtomicFile.write(directory.resolve(REFERENCE), reference.csv(problem.domain().coordinates()));
    }
    AtomicFile.write(directory.resolve(PROBLEM), ProblemFile.write(experiment, REFERENCE));
  }

  private void save(TrainingState reached) throws IOException {
    for (RowFile rows : rowFiles()) {
      rows.sync();
    }
    checkpoints.write(reached);
  }

  /** Keeps the rows that belong to the state that the run starts from. */
  private void openRows(MetricNames names, TrainingState start) throws IOException {
    long measuredAt = state == null ? -1 : start.measuredAt();
    metrics = RowFile.open(directory.resolve(METRICS), names.columns(), measuredAt);
    if (experiment.ntkReport() != null) {
      long reportedAt = state == null || start.ntk() == null ? -1 : start.ntk().reportedAt();
      List<String> columns = NtkMetrics.columns(names.blocks());
      ntk = RowFile.open(directory.resolve(NTK), columns, reportedAt);
      List<String> eigenvalues =
          NtkMetrics.spectraColumns(Math.toIntExact(experiment.ntkReportRows()));
      ntkSpectra = RowFile.open(directory.resolve(NTK_SPECTRA), eigenvalues, reportedAt);
    }
  }

  private List<RowFile> rowFiles() {
    return Stream.of(metrics, ntk, ntkSpectra).filter(Objects::nonNull).toList();
  }

  private static void append(@Nullable RowFile rows, String line) throws IOException {
    if (rows != null) {
      rows.append(line);
    }
  }

  /**
   * Writes what a training leaves: its last checkpoint (unless the numerics failed), both models,
   * and the summary.
   *
   * @param version version of the program
   */
  public void finish(Trainer trainer, Outcome outcome, String version) throws IOException {
    TrainingState reached = outcome.result().state();
    if (outcome.exitStatus() != 1) {
      save(reached);
    }
    writeModel(trainer, "model.safetensors", reached.theta(), reached.step());
    Best best = outcome.result().best();
    if (best != null) {
      writeModel(trainer, "model-best.safetensors", best.theta(), best.step());
    }
    AtomicFile.write(directory.resolve(SUMMARY), Summary.json(trainer, outcome, version));
  }

  private void writeModel(Trainer trainer, String name, double[] theta, long step)
      throws IOException {
    ModelFile.write(
        directory.resolve(name),
        trainer.compiled().networks(),
        trainer.compiled().layout(),
        theta,
        Map.of("title", experiment.problem().title(), "step", Long.toString(step)));
  }

  /** Work on files. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void unchecked(Work work) {
    try {
      work.run();
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          new IOException("the run directory " + directory + " has gone while training", e));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("cannot write to " + directory + ": " + e.getMessage(), e));
    }
  }

  /** Gives the directory up. */
  @Override
  public void close() throws IOException {
    for (RowFile rows : rowFiles()) {
      rows.close();
    }
    lock.close();
  }
}
