package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.poise.app.console.Quantity;
import org.poise.experiment.Experiment;
import org.poise.formula.LinearOperator;
import org.poise.network.Activation;
import org.poise.network.Network;
import org.poise.ntk.TangentKernel;
import org.poise.problem.Equation;
import org.poise.residual.CompiledProblem;

/** K_T(x, y) = T_x T_y K(x, y) on kernels of networks, new and trained. */
final class OperatorIdentity {
  private static final int POINTS = 16;
  private static final int WIDTH = 24;
  private static final double TOLERANCE = 1e-10;
  private static final String LABEL = "identity/heat";

  private static final Setup TRAINED =
      Setup.of("heat1d", "weights=ntk", "optimizer={adam: {rate: 5e-3, steps: 500}}");

  private final StudyContext context;
  private final Findings findings;
  private final Section section;
  private final Section.Table table;
  private double worst;

  OperatorIdentity(StudyContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
    section =
        findings.section(
            "The identity",
            "Left, the kernel of the residual Tu, whose gradients come from jets and their adjoints."
                + " Right, backpropagation by the textbook in dual numbers of the point.");
    String[] columns = {"network", "1", "∂x", "Δ", "∂t − Δ"};
    table = section.table("Largest difference over √(K_T(x, x) K_T(y, y))", columns);
  }

  void run() throws IOException {
    OperatorProblem wide = OperatorProblem.inPlane(OperatorProblem.OPERATORS, POINTS, -1);
    for (Activation activation : List.of(Activation.TANH, Activation.SIN)) {
      String name = activation.label();
      List<Network> networks = wide.networks(2, WIDTH, activation);
      JsonNode found =
          context.part(
              "identity-" + name,
              POINTS + " points, 2 layers of " + WIDTH + ", new",
              result -> {
                try (CompiledProblem compiled =
                    CompiledProblem.compile(wide.problem(), networks, context.threads())) {
                  double[] theta = compiled.initialParameters(1);
                  Numbers.put(result, "errors", errors(wide, networks, compiled, theta));
                }
              });
      row(name + ", 2 × " + WIDTH + ", new", found);
    }
    trained();
    findings.claim(
        Claim.of(
                "K_T(x, y) = T_x T_y K(x, y) on the empirical kernel, for T = 1, ∂x, Δ, ∂t − Δ;"
                    + " ours: largest relative difference (within 1e-10)",
                "an identity",
                Quantity.few(worst),
                Claim.Held.of(worst < TOLERANCE),
                StudyFiles.command(new Operators(), context.size()))
            .mustHold());
  }

  private void trained() throws IOException {
    TrainedRun run = context.train("Training a network", Map.of(LABEL, TRAINED)).of(LABEL);
    Experiment experiment = context.experiment(TRAINED);
    OperatorProblem square = OperatorProblem.inPlane(OperatorProblem.OPERATORS, POINTS, 0);
    JsonNode found =
        context.part(
            "identity-trained",
            POINTS + " points, " + TRAINED.command(),
            result -> {
              List<Network> networks = experiment.networks();
              try (CompiledProblem compiled =
                  CompiledProblem.compile(square.problem(), networks, context.threads())) {
                double[] initial = compiled.initialParameters(experiment.seed());
                double[] theta = run.model().parameters(networks, compiled.layout(), initial);
                Numbers.put(result, "errors", errors(square, networks, compiled, theta));
              }
            });
    row("tanh, 3 × 24, 500 steps on heat1d", found);
  }

  private void row(String name, JsonNode found) {
    double[] errors = Numbers.doubles(found.path("errors"));
    table.row(name, errors[0], errors[1], errors[2], errors[3]);
    for (double error : errors) {
      worst = Math.max(worst, error);
    }
  }

  /** For each operator, the largest difference between both sides. */
  private static double[] errors(
      OperatorProblem problem, List<Network> networks, CompiledProblem compiled, double[] theta) {
    TangentKernel kernel = TangentKernel.of(compiled.bind(problem.points()), theta);
    List<double[]> left = OperatorProblem.blocks(kernel);
    DualNumberGradients dual =
        new DualNumberGradients(networks.getFirst(), compiled.layout(), theta);
    List<Equation> equations = problem.problem().equations();
    double[] errors = new double[equations.size()];
    for (int e = 0; e < errors.length; e++) {
      LinearOperator operator = LinearOperator.of(equations.get(e).residual());
      double[] right = dual.kernel(operator, POINTS, problem.points().of("inside"));
      errors[e] = largest(left.get(e), right);
    }
    return errors;
  }

  private static double largest(double[] left, double[] right) {
    double largest = 0;
    for (int j = 0; j < POINTS; j++) {
      for (int k = 0; k < POINTS; k++) {
        double size = Math.sqrt(right[j * POINTS + j] * right[k * POINTS + k]);
        double difference = Math.abs(left[j * POINTS + k] - right[j * POINTS + k]);
        largest = Math.max(largest, difference / size);
      }
    }
    return largest;
  }
}
