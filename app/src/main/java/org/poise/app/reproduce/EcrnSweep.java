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

  /** Networks that differ in their drop probabilities, which fall. */
  private static List<EcrnNetwork> drops(String scale) {
    return DROPS.reversed().stream().map(drop -> blocks(scale, drop)).toList();
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
                + " points. Steadiness is of the held-out loss over the last half: √(Σ (d_(i+1)"
                + " − d_i)²/2n) with the increments d of its logarithm from one measurement to the"
                + " next, ten steps; 0 for a loss that falls smoothly. Rises are the share of"
                + " increments above 0. Curves are of seed 1; tables have"
                + " the median over "
                + seeds
                + " seeds, and the least and the greatest.");
    charts(section, runs);
    tables(section, runs);
    eigenvalues(runs);
    drift(runs);
    steadiness(runs);
    error(runs);
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
      spectra.spectrum(network.words() + ", start", KeptSpectrum.first(run.spectra()));
      spectra.spectrum(network.words() + ", end", KeptSpectrum.last(run.spectra()));
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
        section.table("Training", "network", "relative L2 error", "steadiness", "rises");
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

  private void eigenvalues(EcrnRuns runs) {
    List<EcrnNetwork> scaled = scales("0");
    claim(
        "the largest eigenvalue of K at the start rises with α, under every seed (p = 0; α = 0.1,"
            + " 0.3, 1)",
        runs.medians(scaled, EcrnMeasures::largestFirst),
        runs.risesAlways(scaled, EcrnMeasures::largestFirst),
        runs.command(scaled.getFirst()),
        true);
    boolean falls = true;
    List<String> words = new ArrayList<>();
    for (String scale : SCALES) {
      falls &= runs.risesAlways(drops(scale), EcrnMeasures::largestFirst);
      words.add(runs.medians(drops(scale).reversed(), EcrnMeasures::largestFirst));
    }
    claim(
        "it falls with p, at each of these α and under every seed (p = 0, 0.1, 0.3)",
        String.join("; ", words),
        falls,
        runs.command(blocks(SCALES.getFirst(), DROPS.getLast())),
        true);
  }

  private void drift(EcrnRuns runs) {
    List<EcrnNetwork> scaled = scales("0");
    double plain = runs.median(PLAIN, EcrnMeasures::drift);
    claim(
        "the drift of K over the training rises with α (p = 0; medians for α = 0.1, 0.3, 1)",
        runs.medians(scaled, EcrnMeasures::drift),
        runs.rises(scaled, EcrnMeasures::drift),
        runs.command(scaled.getFirst()),
        false);
    claim(
        "the kernel of scaled blocks (α = 0.1 and 0.3, p = 0) drifts less than that of the plain"
            + " network",
        runs.medians(scaled.subList(0, 2), EcrnMeasures::drift) + " against " + Quantity.few(plain),
        scaled.subList(0, 2).stream().allMatch(n -> runs.median(n, EcrnMeasures::drift) < plain),
        runs.command(PLAIN),
        false);
    List<EcrnNetwork> dropped = drops("0.3");
    claim(
        "the drift of K falls with p (medians for α = 0.3; p = 0, 0.1, 0.3)",
        runs.medians(dropped.reversed(), EcrnMeasures::drift),
        runs.rises(dropped, EcrnMeasures::drift),
        runs.command(dropped.getFirst()),
        false);
  }

  private void steadiness(EcrnRuns runs) {
    List<EcrnNetwork> scaled = scales("0");
    double plain = runs.median(PLAIN, m -> m.steadiness().deviation());
    claim(
        "training is steadier with smaller scales: the deviation of log-loss increments (steadiness) rises with"
            + " α and is highest for the plain network (p = 0)",
        runs.medians(scaled, m -> m.steadiness().deviation()) + "; " + Quantity.few(plain),
        runs.rises(scaled, m -> m.steadiness().deviation())
            && runs.median(scaled.getLast(), m -> m.steadiness().deviation()) < plain,
        runs.command(scaled.getFirst()),
        false);
    List<EcrnNetwork> dropped = drops("0.3");
    claim(
        "training is steadier with dropped blocks: the deviation falls with p (α = 0.3; p = 0,"
            + " 0.1, 0.3)",
        runs.medians(dropped.reversed(), m -> m.steadiness().deviation()),
        runs.rises(dropped, m -> m.steadiness().deviation()),
        runs.command(dropped.getFirst()),
        false);
  }

  private void error(EcrnRuns runs) {
    double plain = runs.median(PLAIN, EcrnMeasures::error);
    double scaled = runs.median(blocks("0.3", "0"), EcrnMeasures::error);
    double dropped = runs.median(blocks("0.3", "0.1"), EcrnMeasures::error);
    claim(
        "scaled blocks (α = 0.3, p = 0) end with a smaller error than the plain network",
        Quantity.few(scaled) + " against " + Quantity.few(plain),
        scaled < plain,
        runs.command(blocks("0.3", "0")),
        false);
    claim(
        "so do scaled blocks that are dropped (α = 0.3, p = 0.1)",
        Quantity.few(dropped) + " against " + Quantity.few(plain),
        dropped < plain,
        runs.command(blocks("0.3", "0.1")),
        false);
  }

  private void claim(String text, String ours, boolean held, String command, boolean required) {
    Claim claim =
        Claim.of(named() + ": " + text, NtkEcrn.UNKNOWN, ours, Claim.Held.of(held), command);
    findings.claim(required ? claim.mustHold() : claim);
  }
}
