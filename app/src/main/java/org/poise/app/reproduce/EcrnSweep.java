package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.poise.app.console.Quantity;
import org.poise.training.History;

/** Trainings by Adam over scales and drop probabilities: kernels, errors and steadiness. */
final class EcrnSweep {
  /** α, the smallest first. */
  static final List<String> SCALES = List.of("0.1", "0.3", "1");

  /** p, the smallest first. */
  static final List<String> DROPS = List.of("0", "0.1", "0.3");

  /** The plain network. */
  static final EcrnNetwork PLAIN = new EcrnNetwork.Plain(EcrnNetwork.DEPTH);

  private static final String RATE = "1e-2";

  private final StudyContext context;
  private final Findings findings;
  private final String problem;
  private final int width;

  /**
   * A sweep.
   *
   * @param problem name of the problem
   * @param width of blocks and layers
   */
  EcrnSweep(StudyContext context, Findings findings, String problem, int width) {
    this.context = context;
    this.findings = findings;
    this.problem = problem;
    this.width = width;
  }

  /** The blocks with a scale and a drop probability. */
  static EcrnNetwork blocks(String scale, String drop) {
    return new EcrnNetwork.Blocks(EcrnNetwork.DEPTH, scale, drop);
  }

  /** Networks that differ in their scales, which rise. */
  static List<EcrnNetwork> scales(String drop) {
    return SCALES.stream().map(scale -> blocks(scale, drop)).toList();
  }

  /** Trains and reports. */
  EcrnRuns run() throws IOException {
    int steps = context.pick(800, 2000);
    int seeds = context.pick(3, 5);
    List<EcrnNetwork> networks = new ArrayList<>();
    DROPS.forEach(drop -> networks.addAll(scales(drop)));
    networks.add(PLAIN);
    Setup base =
        Setup.of(
            problem,
            "optimizer={adam: {rate: " + RATE + ", steps: " + steps + "}}",
            "ntkReport.every=" + steps / 10);
    String place = "adam/" + problem + "/width-" + width;
    EcrnRuns runs =
        EcrnRuns.train(context, "Training " + named(), base, place, networks, width, seeds);
    Section section =
        findings.section(
            "Training: " + named(),
            Quantity.count(steps)
                + " steps of Adam at the rate "
                + RATE
                + ". K is that of the network with each block at its expectation, on the training"
                + " points. The deviation is that of the held-out loss over the last half: √(Σ (d_(i+1)"
                + " − d_i)²/2n) with the increments d of its logarithm from one measurement to the"
                + " next, ten steps; 0 for a loss that falls smoothly. Rises are the share of"
                + " increments above 0. Curves are of seed 1; tables have"
                + " the median over "
                + seeds
                + " seeds, and the least and the greatest.");
    charts(section, runs);
    tables(section, runs);
    new EcrnClaims(findings, named(), runs).make();
    return runs;
  }

  private String named() {
    return problem + ", width " + width;
  }

  private void charts(Section section, EcrnRuns runs) throws IOException {
    Section.Chart spectra =
        section.chart("Eigenvalues of K, p = 0", "at the start and at the end", "index", true);
    Section.Chart drifts = section.chart("Drift of K, p = 0", "‖K−K_0‖/‖K_0‖", "step", false);
    Section.Chart losses =
        section.chart("Held-out loss, p = 0", "sum over the equations", "step", false);
    Section.Chart dropped =
        section.chart("Held-out loss, α = 0.3", "all blocks, at their expectation", "step", false);
    List<EcrnNetwork> scaled = new ArrayList<>(scales("0"));
    scaled.add(PLAIN);
    for (EcrnNetwork network : scaled) {
      TrainedRun run = runs.first(network);
      History ntk = run.ntk();
      KernelCurve.of(run, Moment.START).draw(spectra, network.words() + ", start");
      KernelCurve.of(run, Moment.END).draw(spectra, network.words() + ", end");
      drifts.curve(network.words(), ntk.column("step"), ntk.column("drift.kernel"));
      loss(losses, network, run);
    }
    for (String drop : DROPS) {
      loss(dropped, blocks("0.3", drop), runs.first(blocks("0.3", drop)));
    }
  }

  private static void loss(Section.Chart chart, EcrnNetwork network, TrainedRun run)
      throws IOException {
    History metrics = run.metrics();
    chart.curve(network.words(), metrics.column("step"), EcrnMeasures.heldOut(metrics));
  }

  private static void tables(Section section, EcrnRuns runs) {
    Section.Table kernels =
        section.table(
            "Tangent kernel",
            "network",
            "λ_max at the start",
            "λ_max at the end",
            "effective rank at the start",
            "effective rank at the end",
            "drift of K");
    Section.Table trainings =
        section.table(
            "Training", "network", "relative L2 error", "deviation of increments", "rises");
    Section.Table commands = section.table("Commands, seed 1", "network", "command");
    for (EcrnNetwork network : runs.networks()) {
      kernels.row(
          network.words(),
          runs.cell(network, EcrnMeasures::largestFirst),
          runs.cell(network, EcrnMeasures::largestLast),
          runs.cell(network, EcrnMeasures::rankFirst),
          runs.cell(network, EcrnMeasures::rankLast),
          runs.cell(network, EcrnMeasures::drift));
      trainings.row(
          network.words(),
          runs.cell(network, EcrnMeasures::error),
          runs.cell(network, m -> m.steadiness().deviation()),
          runs.cell(network, m -> m.steadiness().rises()));
      commands.row(network.words(), runs.command(network));
    }
  }
}
