package org.poise.app.reproduce;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.poise.app.console.Quantity;
import org.poise.app.reproduce.CpikanRuns.Case;
import org.poise.training.History;

/** Spectra, condition, drift and errors of both networks on the four equations. */
final class CpikanKernels {
  /** The error of the diffusion equation that both networks are to reach. */
  private static final double TARGET = 5e-3;

  private final StudyContext context;
  private final CpikanRuns runs;
  private final Findings findings;
  private final CpikanSize size;

  CpikanKernels(StudyContext context, CpikanRuns runs, Findings findings) {
    this.context = context;
    this.runs = runs;
    this.findings = findings;
    size = CpikanSize.of(context);
  }

  void run() throws IOException {
    summary();
    for (CpikanProblem problem : CpikanProblem.values()) {
      section(problem);
      conditioning(problem);
    }
    accuracy();
  }

  private void summary() throws IOException {
    Section.Table table =
        findings
            .section(
                "Condition, drift and errors",
                Quantity.count(size.steps())
                    + " steps; "
                    + size.overSeeds()
                    + ". A dash is an eigenvalue below rounding.")
            .table(
                "Condition, drift and errors",
                "equation",
                "network",
                "optimiser",
                "λ_1/λ_40 at the start",
                "in the middle",
                "at the end",
                "drift of K in the middle",
                "at the end",
                "relative L2 error");
    for (Map.Entry<Case, SeededRuns> each : runs.all().entrySet()) {
      Case of = each.getKey();
      List<KernelStage> kernels = each.getValue().kernels();
      table.row(
          of.problem().words(),
          of.network().words(),
          of.optimizer().words(),
          kernels.get(0).leading(),
          kernels.get(1).leading(),
          kernels.get(2).leading(),
          kernels.get(1).drift(),
          kernels.get(2).drift(),
          each.getValue().error());
    }
  }

  private void section(CpikanProblem problem) throws IOException {
    Section section =
        findings.section(
            "Kernels: " + problem.words(), "Curves are of seed 1, λ over λ_1 on 100 points a set.");
    Section.Chart spectra = section.chart("Eigenvalues of K", "over the largest", "index", true);
    Section.Chart drifts = section.chart("Drift of K", "‖K−K_0‖/‖K_0‖", "step", false);
    Section.Table table =
        section.table(
            "Kernels",
            "network and optimiser",
            "when",
            "step",
            "condition above rounding",
            "λ_1/λ_40",
            "eigenvalues above rounding",
            "effective rank",
            "drift of K");
    for (Map.Entry<Case, SeededRuns> trained : runs.of(problem).entrySet()) {
      Case each = trained.getKey();
      TrainedRun first = trained.getValue().first();
      History eigenvalues = first.spectra();
      if (each.optimizer() == CpikanOptimizer.BOTH) {
        int last = eigenvalues.rows().size() - 1;
        String name = each.network().words();
        KernelCurve.of(eigenvalues, 0).relative().draw(spectra, name + ", start");
        KernelCurve.of(eigenvalues, (last + 1) / 2).relative().draw(spectra, name + ", middle");
        KernelCurve.of(eigenvalues, last).relative().draw(spectra, name + ", end");
      }
      History ntk = first.ntk();
      drifts.curve(each.words(), ntk.column("step"), ntk.column("drift.kernel"));
      for (KernelStage stage : trained.getValue().kernels()) {
        table.row(
            each.words(),
            stage.name(),
            stage.step(),
            stage.condition(),
            stage.leading(),
            stage.aboveRounding(),
            stage.effectiveRank(),
            stage.drift());
      }
    }
  }

  private void conditioning(CpikanProblem problem) throws IOException {
    SeededRuns cpikan = runs.both(problem, CpikanNetwork.CPIKAN);
    List<KernelStage> ours = cpikan.kernels();
    List<KernelStage> theirs = runs.both(problem, CpikanNetwork.MLP).kernels();
    String command = cpikan.first().setup().command();
    findings.claim(
        conditioning(problem, "at the start", ours.getFirst(), theirs.getFirst(), command)
            .mustHold());
    findings.claim(
        conditioning(problem, "after Adam and L-BFGS", ours.getLast(), theirs.getLast(), command));
  }

  private static Claim conditioning(
      CpikanProblem problem, String when, KernelStage ours, KernelStage theirs, String command) {
    return Claim.of(
        problem.words() + ": the kernel of cPIKAN is better conditioned " + when + " (λ_1/λ_40)",
        "better conditioned",
        ours.fall() + " against " + theirs.fall(),
        Claim.Held.of(ours.leading() < theirs.leading()),
        command);
  }

  private void accuracy() {
    double ours = runs.both(CpikanProblem.DIFFUSION, CpikanNetwork.CPIKAN).error();
    SeededRuns mlp = runs.both(CpikanProblem.DIFFUSION, CpikanNetwork.MLP);
    findings.claim(
        Claim.of(
            "Diffusion: both networks reach a relative L2 error of at most 5e-3 with Adam, then"
                + " L-BFGS (20,000 steps)",
            "no figure known to us",
            Quantity.few(ours) + " (cPIKAN), " + Quantity.few(mlp.error()) + " (MLP)",
            context.size() == Size.FULL
                ? Claim.Held.of(ours <= TARGET && mlp.error() <= TARGET)
                : Claim.Held.NOT_APPLICABLE,
            mlp.first().setup().command()));
    findings.figure("Error of cPIKAN", ours, "diffusion, relative L2");
    findings.figure("Error of the MLP", mlp.error(), "diffusion, relative L2");
  }
}
