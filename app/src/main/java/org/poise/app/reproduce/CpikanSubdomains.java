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
      for (int times : List.of(2, 4)) {
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
                + " many parameters as all pieces together.");
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
          each.getValue().error());
      KernelCurve.of(each.getValue().first(), Moment.START).relative().draw(chart, name);
    }
  }

  private void claims(CpikanNetwork network, Map<Case, SeededRuns> runs) throws IOException {
    StringBuilder cut = new StringBuilder();
    StringBuilder large = new StringBuilder();
    boolean falls = true;
    boolean below = true;
    double before = Double.POSITIVE_INFINITY;
    double pieces = Double.POSITIVE_INFINITY;
    String command = "";
    for (Map.Entry<Case, SeededRuns> each : runs.entrySet()) {
      KernelStage start = each.getValue().kernel(Moment.START);
      if (each.getKey().cut()) {
        cut.append(cut.isEmpty() ? "" : ", ").append(start.fall());
        falls &= start.leading() < before;
        before = start.leading();
        pieces = start.leading();
        command = each.getValue().first().setup().command();
      } else {
        large.append(large.isEmpty() ? "" : ", ").append(start.fall());
        below &= pieces < start.leading();
      }
    }
    findings.claim(
        Claim.of(
            network.words()
                + ": subdomains improve the conditioning at the start ("
                + KernelStage.RATIO
                + " with 1, 2 and 4 pieces)",
            "subdomains improve conditioning",
            cut.toString(),
            Claim.Held.of(falls),
            command));
    findings.claim(
        Claim.of(
            network.words()
                + ": the same beside single networks of as many parameters (of 2 and 4 times the"
                + " size)",
            "not known to us",
            large.toString(),
            Claim.Held.of(below),
            command));
  }
}
