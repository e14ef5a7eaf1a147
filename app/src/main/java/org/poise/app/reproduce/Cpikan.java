package org.poise.app.reproduce;

import java.io.IOException;
import org.poise.app.console.Quantity;

/** Kernels of Chebyshev networks beside those of MLPs, arXiv:2506.07958. */
final class Cpikan implements Study {

  @Override
  public String name() {
    return "cpikan";
  }

  @Override
  public String title() {
    return "The tangent kernel of Chebyshev networks beside that of MLPs";
  }

  @Override
  public String cite() {
    return "arXiv:2506.07958";
  }

  @Override
  public String summary() {
    return "Spectra, condition, drift and errors on the Helmholtz, diffusion, Allen-Cahn and beam"
        + " equations under Adam, L-BFGS and one after the other; frequencies; subdomains in time.";
  }

  @Override
  public Findings run(StudyContext context) throws IOException {
    Findings findings = new Findings();
    CpikanRuns runs = CpikanRuns.train(context);
    new CpikanKernels(context, runs, findings).run();
    new CpikanFrequencies(context, findings).run();
    new CpikanSubdomains(context, runs, findings).run();
    findings.note(
        "Of the paper the abstract is known. Networks and the diffusion equation are those of the"
            + " authors' other code (doi:10.1016/j.jcp.2025.114116), with NTK weights in place of"
            + " fixed ones; the other equations are problems of the library, and the solution of the"
            + " beam is ours.");
    findings.note(
        "Kernels are of at most 100 points of each set. K is singular to rounding: its condition"
            + " over the eigenvalues above 10⁻¹⁰ λ_1 is near 10¹⁰ for any smooth network, so "
            + KernelStage.RATIO
            + " tells kernels apart.");
    if (context.size() == Size.QUICK) {
      findings.note(
          "This size takes "
              + Quantity.count(CpikanSize.of(context).steps())
              + " steps, one seed, and a single optimiser but for the diffusion equation.");
    }
    return findings;
  }
}
