package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The diffusion equation with the time cut into pieces, each with a network of the published size,
 * and beside every division a single network with as many parameters as all pieces have.
 */
final class CpikanSubdomains {
  private static final List<Integer> PIECES = List.of(2, 4);

  private final StudyContext context;
  private final CpikanRuns whole;
  private final Findings findings;
  private final CpikanSize size;

  CpikanSubdomains(StudyContext context, CpikanRuns whole, Findings findings) {
    this.context = context;
    this.whole = whole;
    this.findings = findings;
    size = CpikanSize.of(context);
  }

  /** A number of pieces, or a single network as large as so many pieces together. */
  private record Case(CpikanNetwork network, int times, boolean cut) {
    String label() {
      return "subdomains/" + network.label() + "/" + (cut ? "pieces-" : "size-") + times;
    }

    String words() {
      if (times == 1) {
        return network.words() + ", whole";
      }
      return network.words() + (cut ? ", " + times + " pieces" : ", whole, × " + times);
    }

    Setup setup() {
      return cut
          ? CpikanProblem.DIFFUSION
              .with(network)
              .with("subdomains={t: " + times + "}", "interface={group: interface}")
          : CpikanProblem.DIFFUSION.with(network, times);
    }
  }

  private static final List<Case> TRAINED = trained();

  private static List<Case> trained() {
    List<Case> cases = new ArrayList<>();
    for (CpikanNetwork network : CpikanNetwork.values()) {
      for (int times : PIECES) {
        cases.add(new Case(network, times, true));
        cases.add(new Case(network, times, false));
      }
    }
    return cases;
  }

  void run() throws IOException {
    Map<String, Setup> setups = new LinkedHashMap<>();
    for (Case each : TRAINED) {
      Setup setup = size.of(each.setup(), CpikanOptimizer.BOTH);
      SeededRuns.add(setups, each.label(), setup, size.seeds());
    }
    TrainedRuns trained = context.train("Training with subdomains", setups);
    Section section =
        findings.section(
            "Subdomains",
            "The diffusion equation with t whole, and cut into 2 and 4 pieces, under Adam, then"
                + " L-BFGS. u is tied at the cuts by a term with an NTK weight of its own. Every piece"
                + " has a network of the published size; × 2 and × 4 are single networks with about as"
                + " many parameters as all pieces together. K of q pieces has the eigenvalues of all of"
                + " them, but for the rows of the cuts, so its 40 leading ones are about 40/q of each.");
    Section.Table table =
        section.table(
            "Subdomains",
            "network",
            KernelStage.RATIO + ", start",
            "end",
            "eigenvalues above rounding, start",
            "end",
            "drift of K",
            "relative L2 error");
    for (CpikanNetwork network : CpikanNetwork.values()) {
      Map<Case, SeededRuns> runs = new LinkedHashMap<>();
      runs.put(new Case(network, 1, true), whole.both(CpikanProblem.DIFFUSION, network));
      for (Case each : TRAINED) {
        if (each.network() == network) {
          runs.put(each, SeededRuns.of(trained, each.label(), size.seeds()));
        }
      }
      show(section, network, table, runs);
      claims(network, runs);
    }
  }

  private static void show(
      Section section, CpikanNetwork network, Section.Table table, Map<Case, SeededRuns> runs)
      throws IOException {
    Section.Chart chart =
        section.chart(
            "Eigenvalues of K at the start, " + network.words(), "over the largest", "index", true);
    for (Map.Entry<Case, SeededRuns> each : runs.entrySet()) {
      String name = each.getKey().words();
      KernelStage start = each.getValue().kernel(Moment.START);
      KernelStage end = each.getValue().kernel(Moment.END);
      table.row(
          name,
          start.leading(),
          end.leading(),
          start.aboveRounding(),
          end.aboveRounding(),
          end.drift(),
          each.getValue().errors().median());
      KernelCurve.of(each.getValue().first(), Moment.START).relative().draw(chart, name);
    }
  }

  private void claims(CpikanNetwork network, Map<Case, SeededRuns> runs) throws IOException {
    KernelStage whole = start(runs, new Case(network, 1, true));
    KernelStage last = whole;
    StringBuilder cut = new StringBuilder(whole.fall());
    StringBuilder single = new StringBuilder();
    boolean falls = true;
    boolean below = true;
    for (int times : PIECES) {
      KernelStage pieces = start(runs, new Case(network, times, true));
      KernelStage large = start(runs, new Case(network, times, false));
      cut.append(", ").append(pieces.fall());
      falls &= pieces.leading() < last.leading();
      last = pieces;
      single.append(single.isEmpty() ? "" : ", ");
      single.append(pieces.fall()).append(" against ").append(large.fall());
      below &= pieces.leading() < large.leading();
    }
    String name = network.words() + ": subdomains improve the conditioning at the start, ";
    claim(
        name + "with 1, 2 and 4 pieces (" + KernelStage.RATIO + ")",
        "subdomains improve conditioning",
        cut,
        falls);
    claim(
        name + "2 and 4 pieces against single networks of as many parameters",
        Claim.UNKNOWN,
        single,
        below);
  }

  private static KernelStage start(Map<Case, SeededRuns> runs, Case of) throws IOException {
    SeededRuns seeded = runs.get(of);
    if (seeded == null) {
      throw new IllegalStateException("not trained: " + of);
    }
    return seeded.kernel(Moment.START);
  }

  private void claim(String text, String published, CharSequence ours, boolean held) {
    findings.claim(
        Claim.of(
            text,
            published,
            ours.toString(),
            Claim.Held.of(held),
            StudyFiles.command(new Cpikan(), context.size())));
  }
}
