package org.poise.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.poise.app.console.Quantity;

/** What is claimed of residual scales and stochastic depth, set against one sweep. */
final class EcrnClaims {
  private static final ToDoubleFunction<EcrnMeasures> DEVIATION = m -> m.steadiness().deviation();
  private static final List<EcrnNetwork> SCALED = EcrnSweep.scales("0");

  /** Scales that hold the kernel back, 0.1 and 0.3. */
  private static final List<EcrnNetwork> SMALL = SCALED.subList(0, 2);

  private static final EcrnNetwork PLAIN = EcrnSweep.PLAIN;

  private final Findings findings;
  private final String sweep;
  private final EcrnRuns runs;

  /**
   * Claims to look at.
   *
   * @param sweep problem and width, in words
   */
  EcrnClaims(Findings findings, String sweep, EcrnRuns runs) {
    this.findings = findings;
    this.sweep = sweep;
    this.runs = runs;
  }

  /** Networks that differ in their drop probabilities, the largest first. */
  private static List<EcrnNetwork> drops(String scale) {
    return EcrnSweep.DROPS.reversed().stream().map(p -> EcrnSweep.blocks(scale, p)).toList();
  }

  void make() {
    eigenvalues();
    rises("the drift of K over the training rises with α", EcrnMeasures::drift);
    belowPlain("the kernel drifts less than that of the plain network", EcrnMeasures::drift);
    falls("the drift of K falls with p", EcrnMeasures::drift);
    rises("training is less steady (deviation of log-loss increments) the larger α", DEVIATION);
    belowPlain("training is steadier than that of the plain network", DEVIATION);
    falls("training is steadier the larger p", DEVIATION);
    errors();
  }

  private void eigenvalues() {
    claim(
        "the largest eigenvalue of K at the start rises with α, under every seed (p = 0; α = 0.1,"
            + " 0.3, 1)",
        runs.medians(SCALED, EcrnMeasures::largestFirst),
        runs.risesAlways(SCALED, EcrnMeasures::largestFirst),
        SCALED.getFirst(),
        true);
    boolean falls = true;
    List<String> words = new ArrayList<>();
    for (String scale : EcrnSweep.SCALES) {
      falls &= runs.risesAlways(drops(scale), EcrnMeasures::largestFirst);
      words.add(runs.medians(drops(scale).reversed(), EcrnMeasures::largestFirst));
    }
    claim(
        "the largest eigenvalue of K at the start falls with p, at each α and under every seed"
            + " (α = 0.1; 0.3; 1; each with p = 0, 0.1, 0.3)",
        String.join("; ", words),
        falls,
        drops("0.1").getFirst(),
        true);
  }

  private void rises(String text, ToDoubleFunction<EcrnMeasures> measure) {
    claim(
        text + " (p = 0; medians for α = 0.1, 0.3, 1)",
        runs.medians(SCALED, measure),
        runs.rises(SCALED, measure),
        SCALED.getFirst(),
        false);
  }

  private void belowPlain(String text, ToDoubleFunction<EcrnMeasures> measure) {
    double plain = runs.median(PLAIN, measure);
    claim(
        "with small scales " + text + " (p = 0; medians for α = 0.1 and 0.3)",
        runs.medians(SMALL, measure) + " against " + Quantity.few(plain),
        SMALL.stream().allMatch(network -> runs.median(network, measure) < plain),
        PLAIN,
        false);
  }

  private void falls(String text, ToDoubleFunction<EcrnMeasures> measure) {
    List<EcrnNetwork> dropped = drops("0.3");
    claim(
        text + " (α = 0.3; medians for p = 0, 0.1, 0.3)",
        runs.medians(dropped.reversed(), measure),
        runs.rises(dropped, measure),
        dropped.getFirst(),
        false);
  }

  private void errors() {
    double plain = runs.median(PLAIN, EcrnMeasures::error);
    for (String drop : List.of("0", "0.1")) {
      EcrnNetwork network = EcrnSweep.blocks("0.3", drop);
      double error = runs.median(network, EcrnMeasures::error);
      claim(
          network.words() + " ends with a smaller error than the plain network (medians)",
          Quantity.few(error) + " against " + Quantity.few(plain),
          error < plain,
          network,
          false);
    }
  }

  private void claim(String text, String ours, boolean held, EcrnNetwork by, boolean required) {
    Claim claim =
        Claim.of(sweep + ": " + text, Claim.UNKNOWN, ours, Claim.Held.of(held), runs.command(by));
    findings.claim(required ? claim.mustHold() : claim);
  }
}
