package org.poise.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.poise.app.console.Quantity;
import org.poise.residual.Block;

/** Trace estimators beside the exact traces, and the trace's look-alikes, for people. */
final class EstimatorTables {
  private EstimatorTables() {}

  static void print(PrintWriter out, EstimatorStudy study, long seed) {
    out.println("Trace estimators with seed " + seed);
    traces(out, study);
    out.println(
        "z = (estimate − exact)/error. Error seen: root mean square over "
            + EstimatorStudy.REPETITIONS
            + " independent estimates.");
    out.println();
    costs(out, study);
    out.println(
        "Times are medians over these estimates, in turns. Exact traces take a sweep of their own"
            + " here; in training they come with the gradient's.");
    for (EstimatorStudy.Row row : study.rows()) {
      if (row.first().warning() != null) {
        out.println(row.text() + ": " + row.first().warning());
      }
    }
  }

  private static void traces(PrintWriter out, EstimatorStudy study) {
    Table table =
        new Table(
            "estimator",
            "term",
            "exact",
            "estimate",
            "error",
            "ratio",
            "z",
            "relative error",
            "error seen");
    List<Block> blocks = study.groups().blocks().blocks();
    for (EstimatorStudy.Row row : study.rows()) {
      for (int i = 0; i < blocks.size(); i++) {
        table.row(
            i == 0 ? row.text() : "",
            blocks.get(i).name(),
            few(study.traces()[i]),
            few(row.first().traces()[i]),
            few(row.first().standardErrors()[i]),
            few(row.first().traces()[i] / study.traces()[i]),
            few(study.z(row, i)),
            few(study.stated(row, i)),
            few(row.observed(i)));
      }
    }
    table.print(out, "");
  }

  private static void costs(PrintWriter out, EstimatorStudy study) {
    List<String> headings =
        new ArrayList<>(List.of("estimator", "probes", "sweeps", "time", "to exact", "‖K̂−K‖/‖K‖"));
    study.groups().names().forEach(name -> headings.add("λ " + name));
    headings.add("off by up to");
    Table table = new Table(headings.toArray(String[]::new));
    List<String> exact =
        new ArrayList<>(
            List.of("(exact)", "", few(study.sweeps()), milliseconds(study.seconds()), "1", ""));
    weights(exact, study.weights());
    exact.add("");
    table.row(exact.toArray(String[]::new));
    for (EstimatorStudy.Row row : study.rows()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  row.text(),
                  row.first().probes() == 0 ? "" : Quantity.count(row.first().probes()),
                  few(row.sweeps()),
                  milliseconds(row.seconds()),
                  few(row.relativeSeconds()),
                  Double.isNaN(row.kernelError()) ? "" : few(row.kernelError())));
      weights(cells, row.weights());
      cells.add("× " + few(study.largestFactor(row)));
      table.row(cells.toArray(String[]::new));
    }
    out.println("Their costs, and the weights that follow (" + study.convention().label() + ")");
    table.print(out, "");
  }

  private static void weights(List<String> cells, double[] weights) {
    for (double weight : weights) {
      cells.add(few(weight));
    }
  }

  private static String milliseconds(double seconds) {
    return few(1000 * seconds) + " ms";
  }

  /**
   * The quantities of every block, and the weights of every group with their ratio to the trace's.
   */
  static void print(PrintWriter out, LookAlikes all) {
    Table quantities = new Table("look-alikes", "Tr K_ii", "1ᵀK_ii1", "‖∇L_i‖", "‖∇√L_i‖");
    List<Block> blocks = all.groups().blocks().blocks();
    for (int i = 0; i < blocks.size(); i++) {
      quantities.row(
          blocks.get(i).name(),
          few(all.traces()[i]),
          few(all.quantities()[0][i]),
          few(all.quantities()[1][i]),
          few(all.quantities()[2][i]));
    }
    quantities.print(out, "");
    out.println();
    Table weights =
        new Table(
            "weights of each",
            "trace (wang)",
            LookAlikes.KINDS.get(0).label(),
            LookAlikes.KINDS.get(1).label(),
            LookAlikes.KINDS.get(2).label());
    List<String> groups = all.groups().names();
    for (int g = 0; g < groups.size(); g++) {
      weights.row(
          groups.get(g),
          few(all.traceWeights()[g]),
          weight(all, 0, g),
          weight(all, 1, g),
          weight(all, 2, g));
    }
    weights.print(out, "");
  }

  private static String weight(LookAlikes all, int kind, int group) {
    return few(all.weights()[kind][group]) + " (× " + few(all.ratio(kind, group)) + ")";
  }

  private static String few(double value) {
    return Double.isFinite(value) ? Quantity.few(value) : "–";
  }
}
