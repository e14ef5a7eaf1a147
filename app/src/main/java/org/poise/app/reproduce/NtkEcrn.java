package org.poise.app.reproduce;

import java.io.IOException;
import java.util.List;

/** Residual blocks with scales and stochastic depth, and what they do to the tangent kernel. */
final class NtkEcrn implements Study {
  private static final String REGRESSION = "ecrn-regression";
  private static final List<String> PROBLEMS = List.of(REGRESSION, "ecrn-poisson");

  @Override
  public String name() {
    return "ntk-ecrn";
  }

  @Override
  public String title() {
    return "Residual scales, stochastic depth and the tangent kernel";
  }

  @Override
  public String cite() {
    return "arXiv:2512.08264";
  }

  @Override
  public String summary() {
    return "Spectrum, largest eigenvalue and drift of K against the scale α and the drop"
        + " probability p of residual blocks on Fourier features, beside a plain network, for a"
        + " regression and a Poisson equation.";
  }

  @Override
  public Findings run(StudyContext context) throws IOException {
    Findings findings = new Findings();
    EcrnDepth.run(context, findings, PROBLEMS);
    EcrnDescent.run(context, findings, REGRESSION);
    for (String problem : PROBLEMS) {
      for (int width : context.pick(List.of(EcrnNetwork.WIDTH), List.of(EcrnNetwork.WIDTH, 128))) {
        EcrnRuns runs = new EcrnSweep(context, findings, problem, width).run();
        EcrnPatterns.run(context, findings, problem, width, runs);
      }
    }
    findings.note(
        "Known to us are the architecture and what is claimed of it, not the figures; functions,"
            + " equation, widths, scales, probabilities and optimisers are ours. The Poisson"
            + " equation is no experiment of the paper's.");
    findings.note(
        "The NTK parametrisation; fixed Fourier features from N(0, π²), half as many frequencies as"
            + " blocks are wide, on which the blocks start. The plain network has the same features,"
            + " layers and number of parameters.");
    findings.note(
        "K is taken as in evaluation, each block times α(1 − p); the patterns that are trained have"
            + " sections of their own.");
    return findings;
  }
}
