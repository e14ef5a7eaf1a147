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
            + " authors' other code (doi:10.1016/j.jcp.2025.114116), which has fixed weights 0.01, 1,"
            + " 1 and 10,000 steps of Adam at the rate 1e-3: that is the problem diffusion-kan as it"
            + " stands. Here weights are NTK weights throughout. The other equations are problems of"
            + " the library; the solution of the beam is ours.");
    findings.note(
        "Kernels are those on at most 100 points of each set, without weights. K is singular to"
            + " rounding: over the eigenvalues above 10⁻¹⁰ λ_1 its condition is near 10¹⁰ for any"
            + " smooth network, so "
            + KernelStage.RATIO
            + " is what is compared.");
    findings.note(
        "The networks have like numbers of parameters, not of operations: on the diffusion equation"
            + " a step of cPIKAN takes 21.6 million, one of the MLP 16.2 (poise check).");
    if (context.size() == Size.QUICK) {
      findings.note(
          "This size takes "
              + Quantity.count(CpikanSize.of(context).steps())
              + " steps, one seed, and a single optimiser but for the diffusion equation.");
    }
    return findings;
  }
}
