package org.poise.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.poise.app.console.Quantity;
import org.poise.ntk.ResidualDecay;
import org.poise.ntk.Spectrum;
import org.poise.residual.Block;

/** A study of a kernel, for people. */
final class NtkTables {
  private NtkTables() {}

  static void print(
      PrintWriter out,
      NtkStudy study,
      String at,
      @Nullable NtkDrift drift,
      @Nullable WidthStudy widths,
      @Nullable EstimatorStudy estimators) {
    out.println(study.experiment().problem().title());
    out.printf(
        Locale.ROOT,
        "Tangent kernel of %,d residuals and %,d parameters, at %s; formed in %s, spectra in %s%n%n",
        study.kernel().rows(),
        study.theta().length,
        at,
        Quantity.duration(study.kernelSeconds()),
        Quantity.duration(study.spectraSeconds()));
    spectra(out, study);
    out.println();
    weights(out, study.weights());
    out.println();
    EstimatorTables.print(out, study.lookAlikes());
    out.println();
    Table figures =
        new Table(
            "stable rates of gradient descent", "below " + few(study.spectra().largestRate()));
    figures.row("alignment of kernel and residuals", few(alignment(study)));
    if (drift != null) {
      figures.row("drift of the kernel since the start", few(drift.kernel()));
      figures.row("drift of the parameters", few(drift.parameters()));
    }
    figures.print(out, "");
    if (study.decay() != null) {
      out.println();
      decay(out, study.decay());
    }
    if (widths != null) {
      out.println();
      widths(out, widths);
    }
    if (estimators != null) {
      out.println();
      EstimatorTables.print(out, estimators, study.experiment().seed());
    }
  }

  static double alignment(NtkStudy study) {
    return study.kernel().alignment(study.residuals());
  }

  private static void spectra(PrintWriter out, NtkStudy study) {
    Table table =
        new Table(
            "matrix", "rows", "trace", "λ_max", "λ_min", "rounding", "condition", "effective rank");
    List<Block> blocks = study.kernel().blocks().blocks();
    double[] traces = study.kernel().traces();
    double trace = 0;
    for (int i = 0; i < traces.length; i++) {
      trace += traces[i];
      spectrum(table, blocks.get(i).name(), traces[i], study.spectra().blocks().get(i));
    }
    spectrum(table, "K", trace, study.spectra().whole());
    double[] lambda = study.weights().lambda();
    double weighted = 0;
    for (int j = 0; j < lambda.length; j++) {
      weighted += lambda[j] * study.kernel().values()[j * lambda.length + j];
    }
    spectrum(table, "Λ^½KΛ^½", weighted, study.spectra().weighted());
    table.print(out, "");
    out.println("λ_min is the smallest above rounding, which is 1e-10 λ_max.");
  }

  private static void spectrum(Table table, String name, double trace, Spectrum spectrum) {
    int rows = spectrum.values().length;
    table.row(
        name,
        Quantity.count(rows),
        few(trace),
        few(spectrum.largest()),
        few(spectrum.smallest()),
        Quantity.count(rows - spectrum.aboveRounding()),
        few(spectrum.condition()),
        few(spectrum.effectiveRank()));
  }

  private static void weights(PrintWriter out, NtkWeights weights) {
    Table table =
        new Table("weights that follow", "wang", "jaxpi", "in Λ (" + weights.source() + ")");
    List<String> groups = weights.groups().names();
    for (int g = 0; g < groups.size(); g++) {
      table.row(
          groups.get(g), few(weights.wang()[g]), few(weights.jaxpi()[g]), few(weights.used()[g]));
    }
    table.print(out, "");
  }

  private static void decay(PrintWriter out, ResidualDecay decay) {
    Table table = new Table("gradient descent at rate " + few(decay.rate()), "‖Λ^½r‖", "predicted");
    int last = decay.norms().length - 1;
    for (int t : new int[] {0, last / 2, last}) {
      table.row("step " + t, few(decay.norms()[t]), few(decay.predictedNorms()[t]));
    }
    table.print(out, "");
  }

  private static void widths(PrintWriter out, WidthStudy study) {
    Table table =
        new Table("width", "parameters", "drift of K", "drift of θ", "2/λ_max at the start");
    for (WidthStudy.Row row : study.rows()) {
      table.row(
          Integer.toString(row.width()),
          Quantity.count(row.parameters()),
          few(row.drift().kernel()),
          few(row.drift().parameters()),
          few(2 / row.largest()));
    }
    if (study.rows().size() > 1) {
      table.row(
          "exponent",
          "",
          few(study.exponent(NtkDrift::kernel)),
          few(study.exponent(NtkDrift::parameters)),
          "");
    }
    out.println("After " + Quantity.count(study.steps()) + " steps of training:");
    table.print(out, "");
  }

  private static String few(double value) {
    return Quantity.few(value);
  }
}
