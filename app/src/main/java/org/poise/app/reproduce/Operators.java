package org.poise.app.reproduce;

import java.io.IOException;

/**
 * The tangent kernel under differential operators (Gan, Li, Lin and Shi): an identity, the limit of
 * infinite width, and the decay of eigenvalues.
 */
final class Operators implements Study {
  @Override
  public String name() {
    return "operators";
  }

  @Override
  public String title() {
    return "The tangent kernel of losses with differential operators";
  }

  @Override
  public String cite() {
    return "arXiv:2503.11029";
  }

  @Override
  public String summary() {
    return "The identity K_T(x, y) = T_x T_y K(x, y), the empirical kernel against that of infinite"
        + " width, and the decay of eigenvalues of K_T for T = 1, ∂x, Δ, ∂t − Δ.";
  }

  @Override
  public Findings run(StudyContext context) throws IOException {
    Findings findings = new Findings();
    new OperatorIdentity(context, findings).run();
    new WidthConvergence(context, findings).run();
    new EigenvalueDecay(context, findings).run();
    findings.note(
        "The set-ups of the original's experiments are not known to us; points, depths and"
            + " activations are ours. relu3 stands for its activations of finite smoothness.");
    return findings;
  }
}
