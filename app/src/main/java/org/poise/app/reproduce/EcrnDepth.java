package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.poise.app.compare.Spread;
import org.poise.app.console.Quantity;
import org.poise.ntk.Spectrum;

/** How the largest eigenvalue of K at the start grows with the number of blocks. */
final class EcrnDepth {
  private static final List<Integer> DEPTHS = List.of(1, 2, 4, 8, 16);

  /** Growth from 2 blocks to 16 up to which an eigenvalue counts as bounded. */
  private static final double BOUNDED = 2;

  /**
   * A family of networks over depths.
   *
   * @param label in the results of parts
   * @param words in charts
   * @param network of a depth
   */
  private record Family(String label, String words, IntFunction<EcrnNetwork> network) {}

  private static final Family INVERSE =
      new Family("inverse", "α = 1/L", depth -> new EcrnNetwork.Blocks(depth, "1/" + depth, "0"));
  private static final Family ROOT =
      new Family(
          "root", "α = 1/√L", depth -> new EcrnNetwork.Blocks(depth, "1/sqrt(" + depth + ")", "0"));
  private static final Family ONE =
      new Family("one", "α = 1", depth -> new EcrnNetwork.Blocks(depth, "1", "0"));
  private static final Family PLAIN = new Family("mlp", "MLP", EcrnNetwork.Plain::new);
  private static final List<Family> FAMILIES = List.of(INVERSE, ROOT, ONE, PLAIN);

  private EcrnDepth() {}

  static void run(StudyContext context, Findings findings, List<String> problems)
      throws IOException {
    int seeds = context.pick(5, 20);
    Section section =
        findings.section(
            "Largest eigenvalue over the depth",
            "λ_max of K at the initial parameters of networks of L blocks of width "
                + EcrnNetwork.WIDTH
                + ", medians over "
                + seeds
                + " seeds.");
    for (String problem : problems) {
      depths(context, findings, section, problem, seeds);
    }
  }

  private static void depths(
      StudyContext context, Findings findings, Section section, String problem, int seeds)
      throws IOException {
    JsonNode found =
        context.part(
            "depth-" + problem,
            "λ_max at the start, depths "
                + DEPTHS
                + ", width "
                + EcrnNetwork.WIDTH
                + ", "
                + seeds
                + " seeds",
            result -> {
              for (Family family : FAMILIES) {
                for (int depth : DEPTHS) {
                  double[] largest = new double[seeds];
                  for (int seed = 1; seed <= seeds; seed++) {
                    context.checkStop();
                    largest[seed - 1] = largest(context, setup(problem, family, depth, seed));
                  }
                  Numbers.put(result, key(family, depth), largest);
                }
              }
            });
    Section.Chart chart = section.chart("λ_max of K, " + problem, "at the start", "blocks", true);
    List<String> columns = new ArrayList<>(List.of("network"));
    DEPTHS.forEach(depth -> columns.add("L = " + depth));
    Section.Table table = section.table("λ_max of K, " + problem, columns.toArray(String[]::new));
    double[] x = DEPTHS.stream().mapToDouble(depth -> depth).toArray();
    for (Family family : FAMILIES) {
      double[] medians = new double[x.length];
      List<Object> row = new ArrayList<>(List.of(family.words));
      for (int d = 0; d < x.length; d++) {
        medians[d] = median(found, family, DEPTHS.get(d));
        row.add(medians[d]);
      }
      chart.curve(family.words, x, medians);
      table.row(row.toArray());
    }
    double inverse = growth(found, INVERSE);
    double one = growth(found, ONE);
    findings.claim(
        Claim.of(
                problem
                    + ": scales 1/L bound the largest eigenvalue as the depth grows (at most twice"
                    + " from 2 blocks to 16), scales of 1 do not",
                Claim.UNKNOWN,
                String.format(
                    "%s times with α = 1/L, %s with 1/√L, %s with 1; %s for the plain network",
                    Quantity.few(inverse),
                    Quantity.few(growth(found, ROOT)),
                    Quantity.few(one),
                    Quantity.few(growth(found, PLAIN))),
                Claim.Held.of(inverse <= BOUNDED && one > BOUNDED),
                setup(problem, INVERSE, 16, 1).command("ntk"))
            .mustHold());
  }

  private static Setup setup(String problem, Family family, int depth, int seed) {
    EcrnNetwork network = family.network.apply(depth);
    return Setup.of(problem)
        .with(network.settings(EcrnNetwork.WIDTH).toArray(String[]::new))
        .with("seed=" + seed);
  }

  private static double largest(StudyContext context, Setup setup) {
    try (BoundProblem bound = new BoundProblem(context.experiment(setup), context.threads())) {
      return Spectrum.of(bound.kernel(bound.initial())).largest();
    }
  }

  private static String key(Family family, int depth) {
    return family.label + "-" + depth;
  }

  private static double median(JsonNode found, Family family, int depth) {
    return Spread.of(Numbers.doubles(found.path(key(family, depth)))).median();
  }

  private static double growth(JsonNode found, Family family) {
    return median(found, family, 16) / median(found, family, 2);
  }
}
