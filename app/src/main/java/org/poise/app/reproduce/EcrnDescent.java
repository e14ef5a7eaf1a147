package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.poise.app.console.Quantity;
import org.poise.training.History;

/**
 * Gradient descent, of which the theory of the tangent kernel speaks, with the same rate for all
 * scales: one that is stable for each, and larger ones.
 */
final class EcrnDescent {
  private static final String COMMON = "0.02";

  private EcrnDescent() {}

  static void run(StudyContext context, Findings findings, String problem) throws IOException {
    int steps = context.pick(400, 2000);
    int seeds = context.pick(3, 5);
    List<EcrnNetwork> scaled = EcrnSweep.scales("0");
    List<EcrnNetwork> networks = new ArrayList<>(scaled);
    networks.add(EcrnSweep.PLAIN);
    Section section =
        findings.section(
            "Gradient descent: " + problem,
            Quantity.count(steps)
                + " steps at rates that all networks share, p = 0, width "
                + EcrnNetwork.WIDTH
                + ", "
                + seeds
                + " seeds: median (least to greatest). The bound is 2/λ_max of Λ^½KΛ^½ at the"
                + " start. Curves are of seed 1.");
    Section.Table table =
        section.table(
            "At the end",
            "rate",
            "network",
            "bound",
            "steps in which the loss rose",
            "drift of K",
            "relative L2 error");
    int told = 0;
    int all = 0;
    for (String rate : context.pick(List.of(COMMON, "0.2"), List.of(COMMON, "0.1", "0.2", "0.5"))) {
      EcrnRuns runs =
          EcrnRuns.train(
              context,
              "Gradient descent at the rate " + rate,
              Setup.of(
                  problem,
                  "optimizer={gradient-descent: {rate: " + rate + ", steps: " + steps + "}}",
                  "validation={every: 1, grid: 21, heldOut: 20}",
                  "ntkReport.every=" + steps / 10),
              "descent/" + problem + "/rate-" + rate.replace('.', '-'),
              networks,
              EcrnNetwork.WIDTH,
              seeds);
      for (EcrnNetwork network : networks) {
        table.row(
            rate,
            network.words(),
            runs.cell(network, EcrnMeasures::bound),
            runs.cell(network, EcrnMeasures::lossRises),
            runs.cell(network, EcrnMeasures::drift),
            runs.cell(network, EcrnMeasures::error));
        told += told(runs, network, Double.parseDouble(rate));
        all += seeds;
      }
      if (rate.equals(COMMON)) {
        curves(section, runs);
        drift(findings, runs, scaled, rate, problem);
      }
    }
    findings.claim(
        Claim.of(
            problem
                + ": the largest eigenvalue at the start decides on steady descent: the loss falls"
                + " in every step if the rate is below 2/λ_max, and rises in some if it is above",
            Claim.UNKNOWN,
            "so in " + told + " of " + all + " trainings",
            Claim.Held.of(told == all),
            StudyFiles.command(new NtkEcrn(), context.size())));
  }

  /** The number of seeds for which the bound tells whether the loss rises. */
  private static int told(EcrnRuns runs, EcrnNetwork network, double rate) {
    double[] bounds = runs.values(network, EcrnMeasures::bound);
    double[] rises = runs.values(network, EcrnMeasures::lossRises);
    int count = 0;
    for (int seed = 0; seed < bounds.length; seed++) {
      count += rate > bounds[seed] == rises[seed] > 0 ? 1 : 0;
    }
    return count;
  }

  private static void curves(Section section, EcrnRuns runs) throws IOException {
    Section.Chart drifts =
        section.chart("Drift of K at the rate " + COMMON, "‖K−K_0‖/‖K_0‖", "step", false);
    for (EcrnNetwork network : runs.networks()) {
      History ntk = runs.first(network).ntk();
      drifts.curve(network.words(), ntk.column("step"), ntk.column("drift.kernel"));
    }
  }

  private static void drift(
      Findings findings, EcrnRuns runs, List<EcrnNetwork> scaled, String rate, String problem) {
    String where = problem + ": under gradient descent at one rate (" + rate + ") ";
    findings.claim(
        Claim.of(
                where + "the drift of K rises with α (medians for α = 0.1, 0.3, 1)",
                Claim.UNKNOWN,
                runs.medians(scaled, EcrnMeasures::drift),
                Claim.Held.of(runs.rises(scaled, EcrnMeasures::drift)),
                runs.command(scaled.getFirst()))
            .mustHold());
    double plain = runs.median(EcrnSweep.PLAIN, EcrnMeasures::drift);
    double largest = runs.median(scaled.getLast(), EcrnMeasures::drift);
    findings.claim(
        Claim.of(
            where
                + "the kernel of residual blocks drifts less than that of the plain network, with"
                + " α = 1 too",
            Claim.UNKNOWN,
            Quantity.few(largest) + " with α = 1 against " + Quantity.few(plain),
            Claim.Held.of(
                scaled.stream().allMatch(n -> runs.median(n, EcrnMeasures::drift) < plain)),
            runs.command(EcrnSweep.PLAIN)));
  }
}
