package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.app.compare.PowerLaw;
import org.poise.app.console.Quantity;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;
import org.poise.residual.Block;
import org.poise.training.History;

/** The one-dimensional Poisson equation of Wang, Yu and Perdikaris: spectra, drift, errors. */
final class WangPoisson implements Study {
  private static final Setup PROBLEM = Setup.of("wang-poisson");
  private static final double PUBLISHED_ERROR = 4.21e-2;
  private static final List<Integer> WIDTHS = List.of(10, 100, 500);
  private static final List<Integer> MODES = List.of(1, 2, 4);

  /** Largest factor between our error and the published one that counts as the same. */
  private static final double FACTOR = 2;

  @Override
  public String name() {
    return "wang-poisson";
  }

  @Override
  public String title() {
    return "The tangent kernel of a PINN for the Poisson equation";
  }

  @Override
  public String cite() {
    return "doi:10.1016/j.jcp.2021.110768";
  }

  @Override
  public String summary() {
    return "Eigenvalues of K and of its blocks, drift of K and θ over widths and frequencies, and"
        + " errors with and without NTK weights, for u = sin aπx under gradient descent.";
  }

  @Override
  public Findings run(StudyContext context) throws IOException {
    Findings findings = new Findings();
    errors(context, findings);
    spectra(context, findings);
    drifts(context, findings);
    findings.note(
        "Double precision in place of single. The original draws other random numbers, and has"
            + " its points at 100 nodes, ends included, in place of the centres of 100 cells.");
    findings.note(
        "The boundary stands once for each end, with the loss of the original's 50 copies; its"
            + " K_uu is 50 times ours, and its drift weighs K_uu and K_ur accordingly more.");
    return findings;
  }

  private static void errors(StudyContext context, Findings findings) throws IOException {
    Map<String, Setup> setups = new LinkedHashMap<>();
    setups.put("error/fixed", PROBLEM);
    setups.put("error/ntk", PROBLEM.with("weights={ntk: {convention: jaxpi, every: 100}}"));
    TrainedRuns runs = context.train("Training without and with NTK weights", setups);
    TrainedRun fixed = runs.of("error/fixed");
    TrainedRun weighted = runs.of("error/ntk");
    double ratio = fixed.error("u") / PUBLISHED_ERROR;
    findings.claim(
        Claim.of(
                "Relative L2 error for a = 4 after 40,001 steps of gradient descent without"
                    + " weights (within a factor of 2)",
                Quantity.few(PUBLISHED_ERROR),
                Quantity.few(fixed.error("u")),
                Claim.Held.of(ratio < FACTOR && ratio > 1 / FACTOR),
                fixed.setup().command())
            .mustHold());
    findings.claim(
        Claim.of(
            "NTK weights give a smaller error after as many steps",
            Claim.UNKNOWN,
            Quantity.few(weighted.error("u")) + " against " + Quantity.few(fixed.error("u")),
            Claim.Held.of(weighted.error("u") < fixed.error("u")),
            weighted.setup().command()));
    findings.figure("Error without weights", fixed.error("u"), "published " + PUBLISHED_ERROR);
    findings.figure("Error with NTK weights", weighted.error("u"), "");
    Section section = findings.section("Errors and weights", "a = 4, width 512, 40,001 steps.");
    Section.Chart errors = section.chart("Error", "relative L2 error of u", "step", false);
    Section.Chart weights = section.chart("Weights", "λ of each group", "step", false);
    History metrics = fixed.metrics();
    errors.curve("fixed", metrics.column("step"), metrics.column("error.u.relL2"));
    metrics = weighted.metrics();
    errors.curve("ntk", metrics.column("step"), metrics.column("error.u.relL2"));
    for (String group : List.of("poisson", "boundary")) {
      weights.curve(group, metrics.column("step"), metrics.column("weight." + group));
    }
  }

  private static void spectra(StudyContext context, Findings findings) throws IOException {
    JsonNode found =
        context.part(
            "spectra",
            "eigenvalues at the initial parameters, width 512",
            result -> {
              try (BoundProblem bound =
                  new BoundProblem(context.experiment(PROBLEM), context.threads())) {
                TangentKernel kernel = bound.kernel(bound.initial());
                Numbers.put(result, "K", above(Spectrum.of(kernel)));
                Block equation = kernel.blocks().blocks().getFirst();
                Numbers.put(result, "K_rr", above(Spectrum.of(kernel, equation)));
                Numbers.put(result, "K_uu", boundary(kernel));
              }
            });
    Section section =
        findings.section(
            "Spectra",
            "At the initial parameters. K does not depend on a. Eigenvalues below 10⁻¹⁰ λ_max are"
                + " rounding and left out; K_uu has two.");
    Section.Chart chart = section.chart("Eigenvalues", "of K, K_rr and K_uu", "index", true);
    for (String name : List.of("K", "K_rr", "K_uu")) {
      chart.indexed(name, Numbers.doubles(found.path(name)));
    }
    double[] rr = Numbers.doubles(found.path("K_rr"));
    double[] uu = Numbers.doubles(found.path("K_uu"));
    findings.claim(
        Claim.of(
                "K_rr dominates K_uu: the residual is learnt much faster than the boundary values",
                "λ_max(K_rr) ≫ λ_max(K_uu), figure",
                Quantity.few(rr[0]) + " against " + Quantity.few(50 * uu[0]) + " (50 copies)",
                Claim.Held.of(rr[0] > 50 * uu[0]),
                "poise ntk wang-poisson")
            .mustHold());
  }

  private String command(StudyContext context) {
    return StudyFiles.command(this, context.size());
  }

  private static double[] above(Spectrum spectrum) {
    return Arrays.copyOf(spectrum.values(), spectrum.aboveRounding());
  }

  /** Eigenvalues of the 2 × 2 block of both ends; 2 K since the residuals are u/√2. */
  private static double[] boundary(TangentKernel kernel) {
    int n = kernel.rows();
    double a = 2 * kernel.values()[(n - 2) * n + n - 2];
    double b = 2 * kernel.values()[(n - 2) * n + n - 1];
    double c = 2 * kernel.values()[(n - 1) * n + n - 1];
    double mean = (a + c) / 2;
    double radius = Math.sqrt((a - c) * (a - c) / 4 + b * b);
    return new double[] {mean + radius, mean - radius};
  }

  private void drifts(StudyContext context, Findings findings) throws IOException {
    int steps = context.pick(1000, 10_000);
    drifts(
        context, findings, steps, "ntk-standard", "1e-5", "the published parametrisation", false);
    drifts(context, findings, steps, "ntk", "1e-4", "the NTK parametrisation", true);
  }

  private void drifts(
      StudyContext context,
      Findings findings,
      int steps,
      String initializer,
      String rate,
      String words,
      boolean required)
      throws IOException {
    Map<String, Setup> setups = new LinkedHashMap<>();
    for (int a : MODES) {
      for (int width : WIDTHS) {
        setups.put(
            "drift/" + initializer + "/a-" + a + "-width-" + width,
            PROBLEM.with(
                "parameters.a=" + a,
                "networks.main.mlp.width=" + width,
                "networks.main.initializer=" + initializer,
                "optimizer={gradient-descent: {rate: " + rate + ", steps: " + steps + "}}",
                "ntkReport.every=" + steps / 20));
      }
    }
    TrainedRuns runs = context.train("Drift over widths in " + words, setups);
    Section section =
        findings.section(
            "Drift in " + words,
            "‖K−K_0‖/‖K_0‖ and ‖θ−θ_0‖/‖θ_0‖ over "
                + Quantity.count(steps)
                + " steps at the rate "
                + rate
                + ", without weights.");
    Section.Table table =
        section.table("At the end", "a", "width", "drift of K", "drift of θ", "relative L2 error");
    boolean falls = true;
    StringBuilder rates = new StringBuilder();
    double[] widths = WIDTHS.stream().mapToDouble(w -> w).toArray();
    for (int a : MODES) {
      Section.Chart chart = section.chart("Drift of K, a = " + a, "for each width", "step", false);
      double[] ends = new double[widths.length];
      for (int i = 0; i < ends.length; i++) {
        TrainedRun run = runs.of("drift/" + initializer + "/a-" + a + "-width-" + WIDTHS.get(i));
        History ntk = run.ntk();
        ends[i] = ntk.last("drift.kernel");
        falls &= i == 0 || ends[i] < ends[i - 1];
        chart.curve("width " + WIDTHS.get(i), ntk.column("step"), ntk.column("drift.kernel"));
        table.row(a, WIDTHS.get(i), ends[i], ntk.last("drift.parameters"), run.error("u"));
      }
      rates.append(rates.isEmpty() ? "" : ", ");
      rates.append(Quantity.few(PowerLaw.exponent(widths, ends))).append(" (a = ").append(a);
      rates.append(")");
    }
    Claim claim =
        Claim.of(
            "The drift of K falls with the width, in "
                + words
                + "; ours: exponent of the best fit drift ~ width^e",
            "falls, figure; at most −½ in theory",
            rates.toString(),
            Claim.Held.of(falls),
            command(context));
    findings.claim(required ? claim.mustHold() : claim);
  }
}
