package org.poise.app.reproduce;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.app.console.Quantity;
import org.poise.training.History;

/** The wave equation of Wang, Yu and Perdikaris with and without NTK weights. */
final class WangWave implements Study {
  private static final double PUBLISHED = 3.86e-3;
  private static final double PUBLISHED_PLAIN = 0.45;

  /** Largest factor between errors that counts as the same. */
  private static final double FACTOR = 2;

  private static final List<String> GROUPS = List.of("wave", "u", "velocity");
  private static final String WEIGHTED = "ntk";
  private static final String PLAIN = "fixed";

  @Override
  public String name() {
    return "wang-wave";
  }

  @Override
  public String title() {
    return "The wave equation with and without NTK weights";
  }

  @Override
  public String cite() {
    return "doi:10.1016/j.jcp.2021.110768";
  }

  @Override
  public String summary() {
    return "Errors, weights over time, eigenvalues and drift of the kernel with NTK weights and"
        + " with all weights 1. The full size is the published one: 3 × 500 units, 80,000 steps.";
  }

  @Override
  public Findings run(StudyContext context) throws IOException {
    Setup base =
        context.pick(
            Setup.of("wave1d-small", "optimizer.adam.steps=1000", "ntkReport.every=250"),
            Setup.of("wave1d", "ntkReport.every=10000"));
    Map<String, Setup> setups = new LinkedHashMap<>();
    setups.put(WEIGHTED, base);
    setups.put(PLAIN, base.with("weights=fixed"));
    TrainedRuns runs = context.train("Training with and without NTK weights", setups);
    Findings findings = new Findings();
    errors(context, findings, runs);
    weights(findings, runs.of(WEIGHTED));
    kernels(findings, runs);
    findings.note(
        "Double precision in place of single; other random numbers than the original's. The error"
            + " without weights is a third party's figure, as we have it.");
    if (context.size() == Size.QUICK) {
      findings.note(
          "This size takes 1,000 steps of a network of 3 × 100 units (problem wave1d-small):"
              + " published errors cannot be had in it.");
    }
    return findings;
  }

  private static void errors(StudyContext context, Findings findings, TrainedRuns runs)
      throws IOException {
    double weighted = runs.of(WEIGHTED).error("u");
    double plain = runs.of(PLAIN).error("u");
    boolean full = context.size() == Size.FULL;
    findings.claim(
        Claim.of(
            "Relative L2 error with NTK weights after 80,000 steps (within a factor of 2, or less)",
            Quantity.few(PUBLISHED),
            Quantity.few(weighted),
            full ? Claim.Held.of(weighted < FACTOR * PUBLISHED) : Claim.Held.NOT_APPLICABLE,
            runs.of(WEIGHTED).setup().command()));
    findings.claim(
        Claim.of(
            "Relative L2 error with all weights 1 (within a factor of 2)",
            Quantity.few(PUBLISHED_PLAIN) + " (a third party's figure)",
            Quantity.few(plain),
            full
                ? Claim.Held.of(
                    plain < FACTOR * PUBLISHED_PLAIN && plain > PUBLISHED_PLAIN / FACTOR)
                : Claim.Held.NOT_APPLICABLE,
            runs.of(PLAIN).setup().command()));
    findings.claim(
        Claim.of(
            "NTK weights give the smaller error",
            "3.86e-3 against 0.45",
            Quantity.few(weighted) + " against " + Quantity.few(plain),
            Claim.Held.of(weighted < plain),
            runs.of(WEIGHTED).setup().command()));
    findings.figure("Error with NTK weights", weighted, "of u, relative L2");
    findings.figure("Error with weights 1", plain, "of u, relative L2");
    Section.Chart chart =
        findings.section("Errors", "").chart("Error", "relative L2 error of u", "step", false);
    for (String label : List.of(WEIGHTED, PLAIN)) {
      History metrics = runs.of(label).metrics();
      chart.curve(label, metrics.column("step"), metrics.column("error.u.relL2"));
    }
  }

  private static void weights(Findings findings, TrainedRun run) throws IOException {
    History metrics = run.metrics();
    Section section =
        findings.section(
            "Weights", "λ of the equation, of u and of its velocity, every 100 steps.");
    Section.Chart chart = section.chart("Weights", "λ of each group", "step", false);
    for (String group : GROUPS) {
      chart.curve(group, metrics.column("step"), metrics.column("weight." + group));
    }
    double u = metrics.last("weight.u");
    double wave = metrics.last("weight.wave");
    findings.claim(
        Claim.of(
                "The equation dominates the kernel: the weights of the conditions lie far above its"
                    + " own (at least ten times)",
                "figure",
                Quantity.few(u) + " for u, " + Quantity.few(wave) + " for the equation",
                Claim.Held.of(u > 10 * wave),
                run.setup().command())
            .mustHold());
  }

  private static void kernels(Findings findings, TrainedRuns runs) throws IOException {
    Section section =
        findings.section(
            "Tangent kernel",
            "On the first training points. Eigenvalues below 10⁻¹⁰ λ_max are rounding and left"
                + " out.");
    Section.Chart spectra =
        section.chart("Eigenvalues of K", "at the start and at the end", "index", true);
    Section.Chart drifts = section.chart("Drift of K", "‖K−K_0‖/‖K_0‖", "step", false);
    for (String label : List.of(WEIGHTED, PLAIN)) {
      if (label.equals(WEIGHTED)) {
        KernelCurve.of(runs.of(label), Moment.START).draw(spectra, "at the start");
      }
      KernelCurve.of(runs.of(label), Moment.END).draw(spectra, "at the end, " + label);
      History ntk = runs.of(label).ntk();
      drifts.curve(label, ntk.column("step"), ntk.column("drift.kernel"));
    }
  }
}
