package org.poise.app.reproduce;

import java.io.IOException;
import java.util.Locale;
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
                KernelStage.RATIO + ", start",
                "middle",
                "end",
                "drift of K, middle",
                "end",
                "relative L2 error");
    for (Map.Entry<Case, SeededRuns> each : runs.all().entrySet()) {
      Case of = each.getKey();
      KernelStage middle = each.getValue().kernel(Moment.MIDDLE);
      KernelStage end = each.getValue().kernel(Moment.END);
      table.row(
          of.problem().words(),
          of.network().words(),
          of.optimizer().words(),
          each.getValue().kernel(Moment.START).leading(),
          middle.leading(),
          end.leading(),
          middle.drift(),
          end.drift(),
          each.getValue().errors().median());
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
            KernelStage.RATIO,
            "eigenvalues above rounding",
            "effective rank",
            "drift of K");
    for (Map.Entry<Case, SeededRuns> trained : runs.of(problem).entrySet()) {
      Case each = trained.getKey();
      TrainedRun first = trained.getValue().first();
      if (each.optimizer() == CpikanOptimizer.BOTH) {
        for (Moment moment : Moment.values()) {
          KernelCurve.of(first, moment)
              .relative()
              .draw(spectra, each.network().words() + ", " + moment.words());
        }
      }
      History ntk = first.ntk();
      drifts.curve(each.words(), ntk.column("step"), ntk.column("drift.kernel"));
      for (Moment moment : Moment.values()) {
        KernelStage stage = trained.getValue().kernel(moment);
        table.row(
            each.words(),
            moment.words(),
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
    findings.claim(conditioning(problem, Moment.START, "at the start").mustHold());
    findings.claim(conditioning(problem, Moment.END, "after Adam and L-BFGS"));
  }

  private Claim conditioning(CpikanProblem problem, Moment moment, String when) throws IOException {
    SeededRuns cpikan = runs.both(problem, CpikanNetwork.CPIKAN);
    KernelStage ours = cpikan.kernel(moment);
    KernelStage theirs = runs.both(problem, CpikanNetwork.MLP).kernel(moment);
    return Claim.of(
        String.format(
            Locale.ROOT,
            "%s: the kernel of cPIKAN is better conditioned %s (%s)",
            problem.words(),
            when,
            KernelStage.RATIO),
        "better conditioned",
        ours.fall() + " against " + theirs.fall(),
        Claim.Held.of(ours.leading() < theirs.leading()),
        cpikan.first().setup().command());
  }

  private void accuracy() {
    SeededRuns cpikan = runs.both(CpikanProblem.DIFFUSION, CpikanNetwork.CPIKAN);
    SeededRuns mlp = runs.both(CpikanProblem.DIFFUSION, CpikanNetwork.MLP);
    double ours = cpikan.errors().median();
    double theirs = mlp.errors().median();
    findings.claim(
        Claim.of(
            "diffusion: both networks reach a relative L2 error of at most 5e-3 in 20,000 steps of"
                + " Adam, then L-BFGS (medians)",
            Claim.UNKNOWN,
            cpikan.errorsInWords() + " (cPIKAN), " + mlp.errorsInWords() + " (MLP)",
            context.size() == Size.FULL
                ? Claim.Held.of(ours <= TARGET && theirs <= TARGET)
                : Claim.Held.NOT_APPLICABLE,
            mlp.first().setup().command()));
    findings.figure("Error of cPIKAN", ours, "diffusion, relative L2");
    findings.figure("Error of the MLP", theirs, "diffusion, relative L2");
  }
}
