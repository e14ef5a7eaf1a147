package org.poise.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.poise.app.compare.Comparison;
import org.poise.app.compare.MedianInterval;
import org.poise.app.compare.PairedRatios;
import org.poise.app.compare.RunResult;
import org.poise.app.compare.SchemeResult;
import org.poise.app.compare.Spread;
import org.poise.app.console.Quantity;

/** A comparison as tables on a terminal. */
final class ComparisonTables {
  private static final String NOTHING = "–";

  private final Comparison comparison;
  private final PrintWriter out;

  private ComparisonTables(Comparison comparison, PrintWriter out) {
    this.comparison = comparison;
    this.out = out;
  }

  static void print(Comparison comparison, PrintWriter out) {
    ComparisonTables tables = new ComparisonTables(comparison, out);
    comparison.quantities().forEach(tables::errors);
    out.println(
        "Ratios are taken seed by seed; their interval, of order statistics, contains the median"
            + tables.level());
    out.println();
    tables.costs();
    tables.failures();
  }

  private void errors(String quantity) {
    out.println(Comparison.heading(comparison.measure(), quantity));
    SchemeResult first = comparison.schemes().getFirst();
    Table table =
        new Table(
            "weights",
            "median",
            "quartiles",
            "least, greatest",
            "best model",
            "ratio to " + first.label(),
            "interval",
            "better");
    for (SchemeResult scheme : comparison.schemes()) {
      Spread end = Spread.of(scheme.errors(quantity));
      List<String> row =
          new ArrayList<>(
              List.of(
                  scheme.label(),
                  few(end.median()),
                  range(end.lower(), end.upper()),
                  few(end.min()) + ", " + few(end.max()),
                  few(Spread.of(scheme.best(quantity)).median())));
      row.addAll(scheme == first ? List.of("", "", "") : paired(scheme, quantity));
      table.row(row.toArray(String[]::new));
    }
    table.print(out, "  ");
    out.println();
  }

  private List<String> paired(SchemeResult scheme, String quantity) {
    PairedRatios paired = comparison.against(scheme, quantity);
    MedianInterval interval = paired.interval();
    return List.of(
        few(paired.median()),
        range(interval.lower(), interval.upper()),
        paired.better() + " of " + comparison.seeds().size());
  }

  /** The level depends on the number of seeds alone. */
  private String level() {
    int n = comparison.seeds().size();
    double level = MedianInterval.of(PairedRatios.LEVEL, new double[n]).level();
    String text = String.format(Locale.ROOT, " with probability %.1f %%", 100 * level);
    return level >= PairedRatios.LEVEL
        ? text + "."
        : text + "; 95 % takes " + MedianInterval.needed(PairedRatios.LEVEL) + " seeds.";
  }

  private void costs() {
    List<String> headings = new ArrayList<>(List.of("weights", "time", "per step", "on weights"));
    comparison.groups().forEach(group -> headings.add("λ " + group));
    Table table = new Table(headings.toArray(String[]::new));
    for (SchemeResult scheme : comparison.schemes()) {
      List<String> row = new ArrayList<>();
      row.add(scheme.label());
      boolean any = scheme.failed() < scheme.runs().size();
      row.add(any ? Quantity.duration(scheme.seconds().median()) : NOTHING);
      row.add(any ? Quantity.few(1000 * scheme.secondsPerStep().median()) + " ms" : NOTHING);
      row.add(
          any
              ? String.format(Locale.ROOT, "%.1f %%", 100 * scheme.weightShare().median())
              : NOTHING);
      comparison.groups().forEach(group -> row.add(few(scheme.weight(group).median())));
      table.row(row.toArray(String[]::new));
    }
    out.println("Time, and weights λ at the end (medians over seeds)");
    table.print(out, "  ");
  }

  private void failures() {
    if (comparison.failed() > 0) {
      out.println();
      out.println(
          comparison.failed()
              + " of "
              + comparison.runs()
              + " runs failed; they count as errors of ∞ above, and not among times and weights");
    }
    for (SchemeResult scheme : comparison.schemes()) {
      for (RunResult run : scheme.runs()) {
        if (run.failed()) {
          out.println("  " + scheme.label() + ", seed " + run.seed() + ": " + run.message());
        }
      }
    }
  }

  private static String range(double low, double high) {
    return low == high ? few(low) : few(low) + " to " + few(high);
  }

  private static String few(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    return Double.isInfinite(value) ? "∞" : Quantity.few(value);
  }
}
