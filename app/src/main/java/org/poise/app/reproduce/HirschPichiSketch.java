package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.poise.app.compare.PowerLaw;
import org.poise.app.console.Quantity;

/**
 * The sketched kernel of Hirsch and Pichi, arXiv:2511.15530, in our reconstruction on the parameter
 * side: its accuracy, and training with the weights that follow.
 */
final class HirschPichiSketch implements Study {
  /** Beyond so many standard errors a deviation is no chance: 1 in 400,000 for a block. */
  private static final double SIGMAS = 4.5;

  private static final double[] STEPS = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};
  private static final List<Integer> WIDTHS = List.of(25, 50, 100, 200);

  /** The problems whose kernels are sketched, with points for which K is quickly formed. */
  private static final List<Setup> KERNELS =
      List.of(
          Setup.of("poisson1d"),
          wave(),
          Setup.of("burgers", "points.inside.count=100", "points.start.count=50"),
          Setup.of(
              "kovasznay",
              "points.inside.count=40",
              "points.left.count=10",
              "points.right.count=10",
              "points.bottom.count=10",
              "points.top.count=10"));

  private static Setup wave() {
    return Setup.of(
        "wave1d-small",
        "points.inside.count=100",
        "points.start.count=30",
        "points.left.count=30",
        "points.right.count=30");
  }

  @Override
  public String name() {
    return "hirsch-pichi-sketch";
  }

  @Override
  public String title() {
    return "Sketched tangent kernels, and training with their weights";
  }

  @Override
  public String cite() {
    return "arXiv:2511.15530";
  }

  @Override
  public String summary() {
    return "Error of the sketched kernel, its traces and the weights that follow against the number"
        + " of probes, the step of differences and the width; and training with exact against"
        + " sketched weights on Poisson's, the wave, Burgers' and the Navier-Stokes equations.";
  }

  @Override
  public Findings run(StudyContext context) throws IOException {
    Findings findings = new Findings();
    probes(context, findings);
    steps(context, findings);
    widths(context, findings);
    SketchTraining.run(context, findings);
    findings.note(
        "Of the paper the abstract is known, not the algorithm. This is our reading on the"
            + " parameter side: K̂ = (1/s) Σ y yᵀ with y ≈ Jω from a difference of residuals along a"
            + " random ω. Figures of the paper are not available to us.");
    findings.note(
        "Times are those of runs that train side by side on a shared machine: compare them within"
            + " a chart only. In the engine of Poise exact traces come with the gradient's own sweep"
            + " and cost nearly nothing, so a sketch has no time to win.");
    return findings;
  }

  private String command(StudyContext context) {
    return StudyFiles.command(this, context.size());
  }

  /** What is measured of a kernel. */
  private interface Measurement {
    void of(SketchAccuracy accuracy, ObjectNode result);
  }

  /** Parts NAME-LABEL, one for each set-up. */
  private static Map<String, JsonNode> measured(
      StudyContext context,
      String name,
      String what,
      Map<String, Setup> setups,
      Measurement measurement)
      throws IOException {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (Map.Entry<String, Setup> each : setups.entrySet()) {
      Setup setup = each.getValue();
      all.put(
          each.getKey(),
          context.part(
              name + "-" + each.getKey(),
              what + "; " + setup.command(),
              result -> {
                try (SketchAccuracy accuracy = new SketchAccuracy(context, setup)) {
                  measurement.of(accuracy, result);
                }
              }));
    }
    return all;
  }

  private static Map<String, Setup> kernels() {
    Map<String, Setup> setups = new LinkedHashMap<>();
    KERNELS.forEach(setup -> setups.put(setup.problem(), setup));
    return setups;
  }

  private void probes(StudyContext context, Findings findings) throws IOException {
    int[] probes = context.pick(new int[] {1, 4, 16, 64}, new int[] {1, 4, 16, 64, 256, 1024});
    int work = context.pick(1024, 16_384);
    Map<String, JsonNode> all =
        measured(
            context,
            "probes",
            "probes up to " + probes[probes.length - 1] + ", " + work + " for each number; weights",
            kernels(),
            (accuracy, result) -> {
              accuracy.againstProbes(context, probes, work, result);
              accuracy.bias(result);
            });
    Section section =
        findings.section(
            "Probes",
            "Root mean square of ‖K̂−K‖/‖K‖, and of the relative error of the worst block's trace,"
                + " over as many sketches as take "
                + Quantity.count(work)
                + " probes, and the median of the largest relative error of a weight λ = Tr K/Tr K_ii;"
                + " Jω by tangents, Gaussian ω, at the initial parameters.");
    Section.Chart kernels = section.chart("Kernel", "‖K̂−K‖/‖K‖", "probes", true);
    Section.Chart traces = section.chart("Traces", "worst block, relative", "probes", true);
    Section.Chart weights = section.chart("Weights", "worst group, relative", "probes", true);
    Section.Table table =
        section.table(
            "Fits",
            "problem",
            "rows",
            "parameters",
            "exponent of the kernel's error",
            "seen over theory",
            "exponent of the weights' error",
            "largest |z| of a trace from 1,000 probes");
    double farthest = 0;
    double farthestWeight = 0;
    StringJoiner falls = new StringJoiner(", ");
    double bias = 0;
    int blocks = 0;
    for (Map.Entry<String, JsonNode> each : all.entrySet()) {
      JsonNode found = each.getValue();
      double[] s = Numbers.doubles(found.path("probes"));
      double[] seen = Numbers.doubles(found.path("kernel"));
      double[] theory = Numbers.doubles(found.path("theory"));
      kernels.curve(each.getKey(), s, seen);
      traces.curve(each.getKey(), s, Numbers.doubles(found.path("traces")));
      double[] ofWeights = Numbers.doubles(found.path("weights"));
      weights.curve(each.getKey(), s, ofWeights);
      double fall = PowerLaw.exponent(fromSecond(s), fromSecond(ofWeights));
      falls.add(Quantity.few(fall) + " (" + each.getKey() + ")");
      farthestWeight = Math.max(farthestWeight, Math.abs(fall + 0.5));
      double exponent = PowerLaw.exponent(s, seen);
      double ratio = seen[seen.length - 1] / theory[theory.length - 1];
      double z = found.path("largestZ").asDouble();
      table.row(
          each.getKey(),
          found.path("rows").asInt(),
          found.path("parameters").asInt(),
          exponent,
          ratio,
          fall,
          z);
      farthest = Math.max(farthest, Math.abs(exponent + 0.5));
      bias = Math.max(bias, z);
      blocks += found.path("blocks").asInt();
    }
    findings.claim(
        Claim.of(
                "Estimates are unbiased: the mean of 1,000 probes with forward differences lies"
                    + " within 4.5 standard errors of every block's exact trace",
                "“unbiased up to an arbitrarily small discretisation error”",
                "at most " + Quantity.few(bias) + " over " + blocks + " blocks of 4 problems",
                Claim.Held.of(bias < SIGMAS),
                command(context))
            .mustHold());
    findings.claim(
        Claim.of(
                "The error of the kernel falls with the number of probes as s^(−½)",
                "no figure known; −½ in theory",
                "exponents within " + Quantity.few(farthest) + " of −½",
                Claim.Held.of(farthest < 0.15),
                command(context))
            .mustHold());
    findings.claim(
        Claim.of(
            "So does that of the weights, from 4 probes on",
            "no figure known; −½ in theory, for many probes",
            "exponents " + falls,
            Claim.Held.of(farthestWeight < 0.15),
            command(context)));
  }

  /** Without one probe, whose trace may be hardly anything, and its reciprocal anything. */
  private static double[] fromSecond(double[] values) {
    return Arrays.copyOfRange(values, 1, values.length);
  }

  private void steps(StudyContext context, Findings findings) throws IOException {
    Map<String, JsonNode> all =
        measured(
            context,
            "steps",
            "steps of differences; weights",
            kernels(),
            (accuracy, result) -> accuracy.againstStep(context, STEPS, result));
    Section section =
        findings.section(
            "Steps of differences",
            "‖K̂_h−K̂‖/‖K̂‖ for the same 16 probes, and the largest relative change of a weight, with"
                + " differences over a step ‖hω‖ and without:"
                + " Taylor's remainder to the right, rounding to the left. The default of forward"
                + " differences is 1.5·10⁻⁸‖θ‖, that of central ones 7.6·10⁻⁶‖θ‖.");
    double worst = 0;
    StringJoiner exponents = new StringJoiner("; ");
    for (Map.Entry<String, JsonNode> each : all.entrySet()) {
      JsonNode found = each.getValue();
      double[] steps = Numbers.doubles(found.path("steps"));
      double[] forward = Numbers.doubles(found.path("forward"));
      double[] central = Numbers.doubles(found.path("central"));
      section
          .chart(each.getKey(), "error by the difference", "step over ‖θ‖", true)
          .curve("forward", steps, forward)
          .curve("central", steps, central)
          .curve("weights, forward", steps, Numbers.doubles(found.path("forwardWeights")))
          .curve("weights, central", steps, Numbers.doubles(found.path("centralWeights")));
      double first = slope(steps, forward);
      double second = slope(steps, central);
      worst = Math.max(worst, Math.max(Math.abs(first - 1), Math.abs(second - 2) / 2));
      exponents.add(each.getKey() + " " + Quantity.few(first) + ", " + Quantity.few(second));
    }
    findings.claim(
        Claim.of(
                "The discretisation error can be made as small as rounding allows: it falls as h"
                    + " for forward and as h² for central differences",
                "“arbitrarily small discretisation error”",
                "exponents " + exponents,
                Claim.Held.of(worst < 0.2),
                command(context))
            .mustHold());
  }

  /** The exponent between steps of 1e-3 and 1e-4, where Taylor's remainder rules. */
  private static double slope(double[] steps, double[] errors) {
    return PowerLaw.exponent(
        new double[] {steps[1], steps[2]}, new double[] {errors[1], errors[2]});
  }

  private void widths(StudyContext context, Findings findings) throws IOException {
    Map<String, Setup> setups = new LinkedHashMap<>();
    for (int width : WIDTHS) {
      setups.put(
          "width-" + width,
          wave().with("networks.main.mlp.width=" + width, "networks.main.initializer=ntk"));
    }
    int work = context.pick(512, 4096);
    Map<String, JsonNode> all =
        measured(
            context,
            "widths",
            "widths, " + work + " probes; weights",
            setups,
            (accuracy, result) -> {
              accuracy.againstProbes(context, new int[] {16}, work, result);
              accuracy.againstStep(context, new double[] {1e-3}, result);
            });
    Section section =
        findings.section(
            "Widths",
            "The wave equation in the NTK parametrisation, 16 probes: the sketch's own error, and"
                + " what a forward difference over 10⁻³‖θ‖ adds.");
    Section.Table table =
        section.table(
            "At the initial parameters",
            "width",
            "parameters",
            "error of the kernel",
            "in theory",
            "error of the worst trace",
            "of the worst weight, median",
            "added to the kernel by the difference",
            "to the worst weight");
    double[] added = new double[WIDTHS.size()];
    for (int i = 0; i < added.length; i++) {
      JsonNode found = all.getOrDefault("width-" + WIDTHS.get(i), MissingNode.getInstance());
      added[i] = Numbers.doubles(found.path("forward"))[0];
      table.row(
          WIDTHS.get(i),
          found.path("parameters").asInt(),
          Numbers.doubles(found.path("kernel"))[0],
          Numbers.doubles(found.path("theory"))[0],
          Numbers.doubles(found.path("traces"))[0],
          Numbers.doubles(found.path("weights"))[0],
          added[i],
          Numbers.doubles(found.path("forwardWeights"))[0]);
    }
    findings.figure(
        "Exponent of the added error",
        PowerLaw.exponent(WIDTHS.stream().mapToDouble(w -> w).toArray(), added),
        "of a forward difference, against the width");
  }
}
