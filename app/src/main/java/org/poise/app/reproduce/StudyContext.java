package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.poise.app.console.ProgressLine;
import org.poise.app.files.OwnFiles;
import org.poise.app.runs.Concurrency;
import org.poise.app.runs.ParallelRuns;
import org.poise.app.runs.RunPlan;
import org.poise.app.runs.RunsProgress;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;

/** What a study works with: its size, its directory, and the means to train and to measure. */
public final class StudyContext {
  private static final double NANOS = 1e9;

  private final Size size;
  private final Path directory;
  private final int threads;
  private final Surroundings surroundings;
  private double seconds;

  /**
   * What the command gives.
   *
   * @param problem finds the file of a problem of the library by its name
   * @param concurrency says how many runs of an experiment go at a time, for so many runs
   * @param version version of the program
   * @param words hears what is being done
   * @param line opens the line that shows progress
   * @param stopRequested whether to stop
   */
  public record Surroundings(
      Function<String, Path> problem,
      BiFunction<Experiment, Integer, Concurrency> concurrency,
      String version,
      Consumer<String> words,
      Supplier<ProgressLine> line,
      BooleanSupplier stopRequested) {}

  /**
   * A context.
   *
   * @param directory the study's, which exists
   * @param threads to compute with outside trainings
   */
  public StudyContext(Size size, Path directory, int threads, Surroundings surroundings) {
    this.size = size;
    this.directory = directory;
    this.threads = threads;
    this.surroundings = surroundings;
  }

  /** Quick or full. */
  public Size size() {
    return size;
  }

  /** One of two values, by the size. */
  public <T> T pick(T quick, T full) {
    return size == Size.QUICK ? quick : full;
  }

  /** Threads to compute with outside trainings. */
  public int threads() {
    return threads;
  }

  /** Time that all runs and parts have taken, those of earlier calls included. */
  double seconds() {
    return seconds;
  }

  /** Reads the problem of a set-up. */
  public Experiment experiment(Setup setup) {
    return ProblemFile.read(surroundings.problem.apply(setup.problem()), setup.settings());
  }

  /** Ends the study if a stop is requested; for loops that take long. */
  public void checkStop() {
    if (surroundings.stopRequested.getAsBoolean()) {
      throw new StoppedException();
    }
  }

  /**
   * Trains, each in the directory runs/LABEL; those that have ended are kept, others go on to the
   * same bits. A run that fails in its numerics is a result like others.
   *
   * @param what is shown while it lasts
   * @param setups by their labels, which are paths of small letters, digits, hyphens and slashes
   * @return in the same order, by the same labels
   */
  public TrainedRuns train(String what, Map<String, Setup> setups) throws IOException {
    Map<Path, Experiment> all = new LinkedHashMap<>();
    setups.forEach((label, setup) -> all.put(place(label), experiment(setup)));
    RunPlan plan = RunPlan.of(all);
    if (!plan.runs().isEmpty()) {
      train(what, plan);
    }
    Map<String, TrainedRun> trained = new LinkedHashMap<>();
    for (Map.Entry<String, Setup> each : setups.entrySet()) {
      TrainedRun run = TrainedRun.read(each.getValue(), place(each.getKey()));
      seconds += run.seconds();
      trained.put(each.getKey(), run);
    }
    return new TrainedRuns(trained);
  }

  private void train(String what, RunPlan plan) throws IOException {
    surroundings.words.accept(what);
    Experiment first = plan.runs().getFirst().experiment();
    Concurrency count = surroundings.concurrency.apply(first, plan.runs().size());
    try (ProgressLine line = surroundings.line.get()) {
      ParallelRuns.train(
          plan.runs(),
          count,
          new RunsProgress(plan, line),
          surroundings.version,
          surroundings.stopRequested);
    }
    checkStop();
  }

  private Path place(String label) {
    return directory.resolve("runs").resolve(label);
  }

  /** Work that is done once. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void into(ObjectNode result) throws IOException;
  }

  /**
   * Does a piece of work once, and keeps its result in parts/NAME.json.
   *
   * @param name small letters, digits and hyphens
   * @param settings all that the result depends on, in words; where they differ from those of the
   *     result that was kept, the work is done again
   */
  public JsonNode part(String name, String settings, Work work) throws IOException {
    Path file = directory.resolve("parts").resolve(name + ".json");
    if (Files.exists(file)) {
      JsonNode kept = OwnFiles.json(file);
      if (kept.path("settings").asText().equals(settings)) {
        seconds += kept.path("seconds").asDouble();
        return kept.path("result");
      }
    }
    checkStop();
    surroundings.words.accept("Part " + name);
    long start = System.nanoTime();
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    work.into(result);
    double took = (System.nanoTime() - start) / NANOS;
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    kept.put("settings", settings).put("seconds", took).set("result", result);
    Files.createDirectories(file.getParent());
    OwnFiles.replace(file, kept.toPrettyString() + "\n");
    seconds += took;
    return result;
  }
}
