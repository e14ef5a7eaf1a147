package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.poise.app.compare.PowerLaw;
import org.poise.app.console.Quantity;
import org.poise.app.reproduce.OperatorProblem.Operator;
import org.poise.network.Activation;
import org.poise.ntk.Spectrum;
import org.poise.ntk.TangentKernel;
import org.poise.residual.Block;

/** How fast the eigenvalues of K_T fall, beside those of K. */
final class EigenvalueDecay {
  private static final int LAYERS = 2;

  /** Eigenvalues before this one are left out of fits: they are no asymptotics. */
  private static final int FIRST = 20;

  /** One of so many points is the last whose eigenvalue is still that of the integral operator. */
  private static final int PART = 3;

  /**
   * Share of the largest eigenvalue below which an eigenvalue of a closed form is rounding: less
   * than for networks' kernels, so that the singular part of a smooth kernel comes to light.
   */
  private static final double ROUNDING = 1e-13;

  /** Largest relative error of a fitted exponent against the derived one. */
  private static final double TOLERANCE = 0.15;

  /** Exponents of relu3 on a line: Θ has the singularity |x − y|⁵, and T takes two orders each. */
  private static final double[] DERIVED = {6, 4, 2};

  private static final List<Operator> LINE =
      List.of(new Operator("1", "u"), new Operator("∂x", "u_x"), new Operator("∂xx", "u_xx"));

  private final StudyContext context;
  private final Findings findings;

  EigenvalueDecay(StudyContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  void run() throws IOException {
    int points = context.pick(150, 400);
    Section section =
        findings.section(
            "Decay of eigenvalues",
            "Infinite width, two hidden layers, "
                + points
                + " points of [−1, 1]². Exponents a of the best fit μ_k ~ k^(−a), for all T of an"
                + " activation over the same k: from the twentieth to a third of the points, or to"
                + " the last before one falls below 10⁻¹³ μ_1. Analytic activations have no power law;"
                + " their exponents serve to compare only.");
    Section.Table table =
        section.table("Fitted exponents", "activation", "k", "1", "∂x", "Δ", "∂t − Δ");
    for (Activation activation :
        List.of(Activation.ERF, Activation.SIN, Activation.TANH, Activation.RELU3)) {
      List<double[]> spectra =
          limit(
              "plane",
              activation,
              points,
              OperatorProblem.OPERATORS,
              operator -> OperatorProblem.inPlane(List.of(operator), points, -1));
      int last = last(spectra, points);
      double[] a = exponents(spectra, last);
      table.row(activation.label(), FIRST + " to " + last, a[0], a[1], a[2], a[3]);
      chart(
          section, "Eigenvalues of K_T, " + activation.label(), OperatorProblem.OPERATORS, spectra);
      notFaster(activation.label() + " in the plane", a);
    }
    line(400);
    empirical(section, points, context.pick(256, 1024));
  }

  /** The cubed rectifier on a line, for which exponents are known. */
  private void line(int points) throws IOException {
    List<double[]> spectra =
        limit(
            "line",
            Activation.RELU3,
            points,
            LINE,
            operator -> OperatorProblem.onLine(operator, points));
    int last = last(spectra, points);
    double[] a = exponents(spectra, last);
    Section section =
        findings.section(
            "A kernel of finite smoothness",
            "relu3, max(x, 0)³, on "
                + points
                + " points of [−1, 1], infinite width, two hidden layers. Θ has the singularity"
                + " |x − y|⁵, whose eigenvalues fall as k⁻⁶ on a line; every derivative in T takes"
                + " two from the exponent.");
    Section.Table table =
        section.table("Exponents, k from " + FIRST + " to " + last, "T", "fitted", "derived");
    for (int t = 0; t < a.length; t++) {
      table.row(LINE.get(t).name(), a[t], DERIVED[t]);
    }
    double off = Numbers.largestDeviation(a, DERIVED);
    chart(section, "Eigenvalues of K_T", LINE, spectra);
    findings.claim(
        Claim.of(
                "On a line the eigenvalues of relu3 fall as k⁻⁶ for T = 1, k⁻⁴ for ∂x, k⁻² for ∂xx:"
                    + " operators slow the decay down (exponents within 15 %)",
                "derived here",
                list(LINE, a),
                Claim.Held.of(off < TOLERANCE),
                StudyFiles.command(new Operators(), context.size()))
            .mustHold());
  }

  /** A wide network beside its limit. */
  private void empirical(Section section, int points, int width) throws IOException {
    Activation activation = Activation.TANH;
    JsonNode found =
        context.part(
            "decay-empirical",
            points + " points, width " + width + ", " + LAYERS + " layers, seed 0",
            result -> {
              OperatorProblem problem =
                  OperatorProblem.inPlane(OperatorProblem.OPERATORS, points, -1);
              problem.empirical(
                  problem.networks(LAYERS, width, activation),
                  1,
                  context.threads(),
                  kernel -> put(result, kernel, Spectrum.ROUNDING));
            });
    chart(
        section,
        "Eigenvalues of K_T, tanh, one network of width " + width,
        OperatorProblem.OPERATORS,
        spectra(found));
  }

  private void notFaster(String where, double[] a) {
    boolean held = Arrays.stream(a).allMatch(exponent -> exponent <= a[0]);
    findings.claim(
        Claim.of(
            "Operators do not make the eigenvalues fall faster, " + where + "; ours: exponents",
            "in most cases (arXiv:2503.11029)",
            list(OperatorProblem.OPERATORS, a),
            Claim.Held.of(held),
            StudyFiles.command(new Operators(), context.size())));
  }

  /** The eigenvalues of K_T of infinite width, for each operator on its own. */
  private List<double[]> limit(
      String place,
      Activation activation,
      int points,
      List<Operator> operators,
      Function<Operator, OperatorProblem> problem)
      throws IOException {
    List<double[]> spectra = new ArrayList<>();
    for (int t = 0; t < operators.size(); t++) {
      Operator operator = operators.get(t);
      JsonNode found =
          context.part(
              "decay-" + place + "-" + activation.label() + "-" + t,
              operator.formula() + ", " + points + " points, " + LAYERS + " layers, infinite width",
              result -> put(result, problem.apply(operator).limit(LAYERS, activation), ROUNDING));
      spectra.add(Numbers.doubles(found.path("T0")));
    }
    return spectra;
  }

  private static void put(ObjectNode result, TangentKernel kernel, double rounding) {
    int t = 0;
    for (Block block : kernel.blocks().blocks()) {
      double[] values = Spectrum.of(kernel, block).values();
      int above = 0;
      while (above < values.length && values[above] > rounding * values[0]) {
        above++;
      }
      Numbers.put(result, "T" + t++, Arrays.copyOf(values, above));
    }
  }

  /** The eigenvalues above rounding, for each operator. */
  private static List<double[]> spectra(JsonNode found) {
    List<double[]> spectra = new ArrayList<>();
    for (int t = 0; t < OperatorProblem.OPERATORS.size(); t++) {
      spectra.add(Numbers.doubles(found.path("T" + t)));
    }
    return spectra;
  }

  private static int last(List<double[]> spectra, int points) {
    int last = points / PART;
    for (double[] spectrum : spectra) {
      last = Math.min(last, spectrum.length);
    }
    return last;
  }

  private static double[] exponents(List<double[]> spectra, int last) {
    double[] k = new double[last - FIRST + 1];
    Arrays.setAll(k, i -> FIRST + i);
    return spectra.stream()
        .mapToDouble(
            spectrum -> -PowerLaw.exponent(k, Arrays.copyOfRange(spectrum, FIRST - 1, last)))
        .toArray();
  }

  private static void chart(
      Section section, String title, List<Operator> operators, List<double[]> spectra) {
    Section.Chart chart = section.chart(title, "over the largest", "k", true);
    for (int t = 0; t < operators.size(); t++) {
      double[] relative = spectra.get(t).clone();
      double largest = relative[0];
      Arrays.setAll(relative, k -> relative[k] / largest);
      chart.indexed(operators.get(t).name(), relative);
    }
  }

  private static String list(List<Operator> operators, double[] values) {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < values.length; t++) {
      text.append(t == 0 ? "" : ", ").append(Quantity.few(values[t]));
      text.append(" (").append(operators.get(t).name()).append(')');
    }
    return text.toString();
  }
}
