package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.app.console.Quantity;
import org.poise.ntk.TangentKernel;
import org.poise.residual.Block;

/** Spectral bias: how fast kernels learn sines, and how well sines are learnt. */
final class CpikanFrequencies {
  /** Whole waves over [−6, 6] that the initial values are made of, each with amplitude 1. */
  private static final List<Integer> MODES = List.of(1, 2, 4, 8);

  /** Frequencies whose response is drawn: beyond the published problem's 6. */
  private static final int MOST = 16;

  private static final SineModes GRID = new SineModes(256);

  private final StudyContext context;
  private final Findings findings;

  CpikanFrequencies(StudyContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  void run() throws IOException {
    int steps = CpikanSize.of(context).steps();
    Map<String, Setup> setups = new LinkedHashMap<>();
    for (CpikanNetwork network : CpikanNetwork.values()) {
      setups.put(label(network), setup(network, steps));
    }
    TrainedRuns runs = context.train("Training on four frequencies at once", setups);
    Section section =
        findings.section(
            "Spectral bias",
            "The diffusion equation from a sum of sines of 1, 2, 4 and 8 waves over [−6, 6], each of"
                + " amplitude 1, after "
                + Quantity.count(steps)
                + " steps of Adam. The response of the kernel of u at t = 0 to a sine s is sᵀKs/‖s‖²"
                + " over its mean eigenvalue: frequencies of a small response are learnt late.");
    Section.Chart chart =
        section.chart("Response of the kernel", "at the start and at the end", "waves", false);
    Section.Table table =
        section.table(
            "Frequencies",
            "network",
            "waves",
            "response at the start",
            "response at the end",
            "error of the amplitude");
    Map<CpikanNetwork, JsonNode> measured = new LinkedHashMap<>();
    for (CpikanNetwork network : CpikanNetwork.values()) {
      JsonNode found = measure(network, runs.of(label(network)));
      measured.put(network, found);
      double[] start = Numbers.doubles(found.path("start"));
      double[] end = Numbers.doubles(found.path("end"));
      chart.indexed(network.words() + ", start", start);
      chart.indexed(network.words() + ", end", end);
      double[] errors = Numbers.doubles(found.path("errors"));
      for (int i = 0; i < errors.length; i++) {
        int m = MODES.get(i);
        table.row(network.words(), m, start[m - 1], end[m - 1], errors[i]);
      }
    }
    claims(runs, measured);
  }

  private static String label(CpikanNetwork network) {
    return "frequencies/" + network.label();
  }

  private static Setup setup(CpikanNetwork network, int steps) {
    StringBuilder initial = new StringBuilder();
    StringBuilder exact = new StringBuilder();
    for (int m : MODES) {
      String plus = initial.isEmpty() ? "" : " + ";
      String sine = "sin(" + m + "*pi*x/6)";
      initial.append(plus).append(sine);
      exact.append(plus).append("exp(-alpha*(" + m + "*pi/6)^2*t)*").append(sine);
    }
    return CpikanProblem.DIFFUSION
        .with(network)
        .with(
            "equations.initial.residual=u - (" + initial + ")",
            "exact.u=" + exact,
            "optimizer={adam: {rate: 1e-3, steps: " + steps + "}}");
  }

  /** Responses at both ends of a training, and what is missing of each sine at its end. */
  private JsonNode measure(CpikanNetwork network, TrainedRun run) throws IOException {
    Setup onGrid =
        run.setup()
            .with(
                "points.start={at: {t: 0}, sampler: grid, count: " + GRID.points() + "}",
                "points.inside.count=1",
                "points.left.count=1",
                "points.right.count=1");
    return context.part(
        "frequencies-" + network.label(),
        onGrid.command(),
        result -> {
          try (BoundProblem bound =
              new BoundProblem(context.experiment(onGrid), context.threads())) {
            Numbers.put(result, "start", responses(bound.kernel(bound.initial())));
            double[] theta = bound.trained(run);
            TangentKernel end = bound.kernel(theta);
            Numbers.put(result, "end", responses(end));
            double[] r = bound.residuals(theta);
            int start = initial(end).start();
            Numbers.put(
                result,
                "errors",
                MODES.stream().mapToDouble(m -> GRID.amplitude(m, r, start)).toArray());
          }
        });
  }

  private static Block initial(TangentKernel kernel) {
    return kernel.blocks().blocks().stream()
        .filter(block -> block.name().equals("initial"))
        .findFirst()
        .orElseThrow();
  }

  private static double[] responses(TangentKernel kernel) {
    double[] responses = new double[MOST];
    int start = initial(kernel).start();
    for (int m = 1; m <= MOST; m++) {
      responses[m - 1] = GRID.response(m, kernel.values(), kernel.rows(), start);
    }
    return responses;
  }

  private void claims(TrainedRuns runs, Map<CpikanNetwork, JsonNode> measured) {
    int highest = MODES.getLast();
    StringBuilder start = new StringBuilder();
    StringBuilder end = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    double[] before = new double[2];
    double[] after = new double[2];
    double[] missing = new double[2];
    for (Map.Entry<CpikanNetwork, JsonNode> each : measured.entrySet()) {
      int i = each.getKey().ordinal();
      JsonNode found = each.getValue();
      before[i] = ratio(found.path("start"), highest);
      after[i] = ratio(found.path("end"), highest);
      missing[i] = found.path("errors").path(MODES.size() - 1).asDouble();
      String name = (i == 0 ? "" : ", ") + each.getKey().words() + " ";
      start.append(name).append(Quantity.few(before[i]));
      end.append(name).append(Quantity.few(after[i]));
      errors.append(name).append(Quantity.few(missing[i]));
    }
    String study = StudyFiles.command(new Cpikan(), context.size());
    String response =
        ": the kernel's response to " + highest + " waves over that to one is greater";
    claim("at the start" + response, start, before[0] > before[1], study);
    claim("at the end" + response, end, after[0] > after[1], study);
    claim(
        "in training: less is missing of a sine of " + highest + " waves of amplitude 1",
        errors,
        missing[0] < missing[1],
        runs.of(label(CpikanNetwork.CPIKAN)).setup().command());
  }

  private static double ratio(JsonNode responses, int mode) {
    return responses.path(mode - 1).asDouble() / responses.path(0).asDouble();
  }

  private void claim(String text, CharSequence ours, boolean held, String command) {
    findings.claim(
        Claim.of(
            "cPIKAN has less spectral bias " + text,
            "less spectrally biased",
            ours.toString(),
            Claim.Held.of(held),
            command));
  }
}
