package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.poise.app.compare.PowerLaw;
import org.poise.app.compare.Spread;
import org.poise.app.console.Quantity;
import org.poise.network.Activation;

/** How the kernel of a network at its start comes to that of infinite width. */
final class WidthConvergence {
  private static final int POINTS = 16;
  private static final int LAYERS = 2;

  /** Largest distance of the fitted exponent from −½. */
  private static final double EXPONENT_TOLERANCE = 0.15;

  /**
   * Largest distance of the mean kernel from the limit, in standard errors of the mean. By chance
   * alone one of eight is beyond in at most 1 of 16 studies: P(|t| > 3) is 0.0074 with 19 degrees
   * of freedom, if all deviations are along one direction, and less if they are not.
   */
  private static final double STANDARD_ERRORS = 3;

  private final StudyContext context;
  private final Findings findings;
  private final List<String> operators =
      OperatorProblem.OPERATORS.stream().map(OperatorProblem.Operator::name).toList();

  WidthConvergence(StudyContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  void run() throws IOException {
    List<Integer> widths =
        context.pick(List.of(64, 128, 256, 512), List.of(64, 128, 256, 512, 1024, 2048, 4096));
    int seeds = context.pick(32, 20);
    Section section =
        findings.section(
            "Convergence with the width",
            "‖K_T − K_T∞‖/‖K_T∞‖ in the Frobenius norm on "
                + POINTS
                + " points of [−1, 1]², two hidden layers, "
                + seeds
                + " seeds. The mean kernel's distance is in standard errors of that mean: 1 is"
                + " expected where nothing but chance separates them.");
    for (Activation activation : List.of(Activation.ERF, Activation.TANH)) {
      convergence(section, activation, widths, seeds);
    }
  }

  private void convergence(Section section, Activation activation, List<Integer> widths, int seeds)
      throws IOException {
    double[] x = widths.stream().mapToDouble(w -> w).toArray();
    List<double[]> means = new ArrayList<>();
    operators.forEach(_ -> means.add(new double[x.length]));
    String name = activation.label();
    Section.Table table =
        section.table(
            "Relative error, " + name,
            "width",
            "T",
            "mean",
            "smallest",
            "largest",
            "mean kernel, in standard errors");
    double farthest = 0;
    for (int w = 0; w < x.length; w++) {
      JsonNode found = width(activation, widths.get(w), seeds);
      for (int t = 0; t < operators.size(); t++) {
        double[] errors = Numbers.doubles(found.path("errors-" + t));
        double distance = found.path("distances").path(t).asDouble();
        Spread spread = Spread.of(errors);
        means.get(t)[w] = mean(errors);
        farthest = w == x.length - 1 ? Math.max(farthest, distance) : farthest;
        table.row(
            widths.get(w), operators.get(t), means.get(t)[w], spread.min(), spread.max(), distance);
      }
    }
    Section.Chart chart =
        section.chart("Error over the width, " + name, "mean over seeds", "width", true);
    StringBuilder exponents = new StringBuilder();
    double off = 0;
    for (int t = 0; t < operators.size(); t++) {
      double exponent = PowerLaw.exponent(x, means.get(t));
      off = Math.max(off, Math.abs(exponent + 0.5));
      exponents.append(t == 0 ? "" : ", ").append(Quantity.few(exponent));
      exponents.append(" (").append(operators.get(t)).append(')');
      chart.curve(operators.get(t), x, means.get(t));
    }
    String command = StudyFiles.command(new Operators(), context.size());
    findings.claim(
        Claim.of(
                "The empirical K_T converges to that of infinite width as width^(−1/2), "
                    + name
                    + "; ours: fitted exponents (within 0.15)",
                "converges",
                exponents.toString(),
                Claim.Held.of(off < EXPONENT_TOLERANCE),
                command)
            .mustHold());
    findings.claim(
        Claim.of(
                "At the largest width the mean of the empirical kernels is within Monte Carlo error"
                    + " of that of infinite width, "
                    + name
                    + "; ours: largest distance in standard errors (within 3)",
                "—",
                Quantity.few(farthest),
                Claim.Held.of(farthest < STANDARD_ERRORS),
                command)
            .mustHold());
  }

  /** Errors of every seed, and distances of the mean, for every operator. */
  private JsonNode width(Activation activation, int width, int seeds) throws IOException {
    return context.part(
        "width-" + activation.label() + "-" + width,
        POINTS + " points, " + LAYERS + " layers, " + seeds + " seeds",
        result -> {
          OperatorProblem problem = OperatorProblem.inPlane(OperatorProblem.OPERATORS, POINTS, -1);
          List<double[]> limit = OperatorProblem.blocks(problem.limit(LAYERS, activation));
          List<KernelDeviations> deviations = new ArrayList<>();
          limit.forEach(block -> deviations.add(new KernelDeviations(block, seeds)));
          problem.empirical(
              problem.networks(LAYERS, width, activation),
              seeds,
              context.threads(),
              kernel -> {
                context.checkStop();
                List<double[]> blocks = OperatorProblem.blocks(kernel);
                for (int t = 0; t < blocks.size(); t++) {
                  deviations.get(t).add(blocks.get(t));
                }
              });
          double[] distances = new double[limit.size()];
          for (int t = 0; t < distances.length; t++) {
            Numbers.put(result, "errors-" + t, deviations.get(t).errors());
            distances[t] = deviations.get(t).distanceOfMean();
          }
          Numbers.put(result, "distances", distances);
        });
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
