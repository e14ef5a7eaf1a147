package org.poise.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.poise.app.compare.Comparison;
import org.poise.app.compare.SchemeResult;
import org.poise.app.console.ProgressLine;
import org.poise.app.report.ComparisonReport;
import org.poise.app.runs.Concurrency;
import org.poise.app.runs.ParallelRuns;
import org.poise.app.runs.RunPlan;
import org.poise.app.runs.RunsProgress;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a problem under several weightings and seeds. */
@Command(
    name = "compare",
    sortOptions = false,
    description = "Train a problem under several weightings and seeds, and compare what comes out.")
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A problem file, or the name of a known problem.")
  private Path file = Path.of("");

  @Option(
      names = "--weights",
      paramLabel = "LIST",
      description = {
        "What to compare, such as \"fixed, ntk, slow=ntk: {every: 1000}\": weights as in a problem"
            + " file, with a name before them if one is wanted.",
        "The first is what the others are compared with. May be given several times.",
        "Weights of 1 against the file's own if not given."
      })
  private List<String> weights = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N|LIST",
      defaultValue = "5",
      description = "How many seeds, from 1 on, or which: 3,7,9. 5 if not given.")
  private String seeds = "";

  @Option(names = "--steps", paramLabel = "N", description = "Take N steps in every run.")
  private @Nullable Long steps;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "The directory of the comparison; runs/compare-NAME if not given.",
        "Runs in it that have ended are kept, others go on."
      })
  private @Nullable Path out;

  @Mixin private Inputs inputs = new Inputs();

  @Mixin private Jobs jobs = new Jobs();

  @Option(names = "--json", description = "Print comparison.json on standard output.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    Experiment experiment = inputs.read(file);
    if (steps != null) {
      experiment = experiment.withOptimizers(Steps.inAll(experiment.optimizers(), steps));
    }
    List<Scheme> schemes = Schemes.of(weights, experiment);
    List<Long> all = Seeds.of(seeds);
    Path directory = out == null ? RunPlace.choose("compare-" + ProblemLibrary.name(file)) : out;
    RunPlan plan = ComparisonPlan.of(directory, schemes, all);
    Concurrency count = jobs.count(experiment, plan.runs().size());
    boolean silent = quiet || plan.runs().isEmpty();
    RunPlace.make(directory);
    PrintWriter err = spec.commandLine().getErr();
    if (!quiet) {
      err.println(announcement(experiment, plan, count) + ", in " + directory);
    }
    try (Interruption interruption = new Interruption(err)) {
      try (ProgressLine line = ProgressLine.of(silent, err)) {
        RunsProgress progress = new RunsProgress(plan, line);
        ParallelRuns.train(plan.runs(), count, progress, Version.number(), interruption::requested);
      }
      if (interruption.requested()) {
        err.println(
            "Interrupted; the same command with --out " + directory + " goes on from there.");
        return Failures.INTERRUPTED;
      }
      return report(experiment, directory, schemes, all);
    }
  }

  private static String announcement(Experiment experiment, RunPlan plan, Concurrency count) {
    int left = plan.runs().size();
    String text =
        String.format(
            "%s, %d runs of %d steps",
            experiment.problem().title(), plan.ended() + left, experiment.steps());
    if (plan.ended() > 0) {
      text += left == 0 ? " that have all ended" : ", of which " + plan.ended() + " have ended";
    }
    return left == 0
        ? text
        : text + ", " + count.jobs() + " at a time with " + threads(count.threads());
  }

  private static String threads(int threads) {
    return threads == 1 ? "1 thread each" : threads + " threads each";
  }

  private int report(Experiment experiment, Path directory, List<Scheme> schemes, List<Long> all)
      throws IOException {
    List<SchemeResult> results = new ArrayList<>();
    for (Scheme scheme : schemes) {
      String written = ProblemFile.write(scheme.experiment().weights());
      results.add(SchemeResult.read(directory, scheme.label(), written, all));
    }
    Comparison comparison =
        new Comparison(
            experiment.problem().title(),
            experiment.problem().cite(),
            Version.number(),
            experiment.steps(),
            all,
            results);
    Path page = ComparisonReport.write(directory, comparison.json());
    PrintWriter result = spec.commandLine().getOut();
    PrintWriter words = json ? spec.commandLine().getErr() : result;
    ComparisonTables.print(comparison, words);
    words.println();
    words.println("Report: " + page);
    if (json) {
      result.print(Files.readString(directory.resolve(ComparisonReport.RESULTS)));
      result.flush();
    }
    return comparison.failed() == comparison.runs() ? Failures.NUMERICS : 0;
  }
}
