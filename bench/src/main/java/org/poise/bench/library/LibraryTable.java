package org.poise.bench.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.poise.bench.Machine;
import org.poise.experiment.ProblemFile;
import org.poise.problem.Problem;

/**
 * Writes {@code docs/problems.md}: what every problem of the library reaches in a minute, over
 * three seeds.
 */
public final class LibraryTable {
  private static final List<Integer> SEEDS = List.of(1, 2, 3);
  private static final int THREADS = 2;

  private LibraryTable() {}

  /**
   * Runs the command; arguments: the project's directory, the directory of the runs, minutes for
   * each.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("usage: LibraryTable PROJECT RESULTS MINUTES");
      System.exit(2);
    }
    Path root = Path.of(arguments[0]).toRealPath();
    Path results = Files.createDirectories(Path.of(arguments[1])).toRealPath();
    LibraryRuns runs =
        new LibraryRuns(root, results, Double.parseDouble(arguments[2]), THREADS, SEEDS);
    for (int seed : SEEDS) {
      runs.complete(seed);
      // After every seed, so that an interruption leaves a table of fewer seeds and not none.
      Files.writeString(root.resolve("docs/problems.md"), page(runs));
    }
  }

  static String page(LibraryRuns runs) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# The problems of the library\n\n");
    page.append(
        """
        Every file under `problems/` runs as it is. The table shows what each reaches in at most %s: relative L2 error
        against the exact or reference solution at the end of the run, the median over the seeds and in brackets the smallest and
        the largest. Steps are the median. Double precision, %d threads, %s.

        Command of one run: `%s`. The whole table: `bench/library-table`, which does only what is missing.
        Runs end by the clock, so a slower or busier machine takes fewer steps.

        | problem | citation | quantity | relative L2 error | seeds | steps | seconds | parameters |
        |---|---|---|---|---|---|---|---|
        """
            .formatted(
                runs.minutes() == 1 ? "one minute" : "%.0f seconds".formatted(60 * runs.minutes()),
                runs.threads(),
                Machine.describe(),
                String.join(" ", runs.command("problems/NAME.yaml", "SEED"))));
    for (Path file : runs.problems()) {
      rows(runs, file, page);
    }
    return page.toString();
  }

  private static void rows(LibraryRuns runs, Path file, StringBuilder page) throws IOException {
    Problem problem = ProblemFile.read(file, List.of()).problem();
    List<Summary> summaries = new ArrayList<>();
    for (int seed : runs.seeds()) {
      if (Files.exists(runs.summary(file, seed))) {
        summaries.add(Summary.read(runs.summary(file, seed)));
      }
    }
    boolean first = true;
    for (String quantity : summaries.getFirst().errors().keySet()) {
      double[] errors = sorted(summaries, s -> s.errors().getOrDefault(quantity, Double.NaN));
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s (%s to %s) | %s | %s | %s | %s |%n",
              first
                  ? "[%s](../problems/%s)".formatted(LibraryRuns.name(file), file.getFileName())
                  : "",
              first ? links(problem.cite()) : "",
              quantity,
              number(median(errors)),
              number(errors[0]),
              number(errors[errors.length - 1]),
              first ? Integer.toString(errors.length) : "",
              first ? "%.0f".formatted(median(sorted(summaries, Summary::steps))) : "",
              first ? "%.0f".formatted(median(sorted(summaries, Summary::seconds))) : "",
              first ? Long.toString(summaries.getFirst().parameters()) : ""));
      first = false;
    }
  }

  private static String links(@org.jspecify.annotations.Nullable String cite) {
    if (cite == null) {
      return "";
    }
    return java.util.Arrays.stream(cite.split(",\\s*"))
        .map(c ->
            c.startsWith("doi:")
                ? "[%s](https://doi.org/%s)".formatted(c, c.substring(4))
                : "[%s](https://arxiv.org/abs/%s)".formatted(c, c.substring(c.indexOf(':') + 1)))
        .collect(Collectors.joining(", "));
  }

  private static double[] sorted(List<Summary> summaries, ToDoubleFunction<Summary> value) {
    return summaries.stream().mapToDouble(value).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
